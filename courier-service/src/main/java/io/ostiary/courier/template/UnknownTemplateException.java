package io.ostiary.courier.template;

/** There is no such template, so the message can never be drawn. */
public class UnknownTemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownTemplateException(String templateType) {
        super("there is no template of type " + templateType);
    }
}
