package io.ostiary.flow.method.code;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.internal.identity.CodeAddress;

/** The form elements of the code method. */
final class CodeNodes {

    /** The buttons that choose where the code of a second factor goes; such a submission needs no {@code method}. */
    static final String ADDRESS = "address";

    private CodeNodes() {}

    /** Asks for the address. */
    static Node address() {
        return Node.input(NodeGroup.CODE, Attributes.input("email", "email").asRequired(), Text.LABEL_EMAIL.plain());
    }

    /** Asks for a mail address or a phone number. */
    static Node addressOrNumber() {
        return Node.input(
                NodeGroup.CODE, Attributes.input("email", "text").asRequired(), Text.LABEL_EMAIL_OR_PHONE.plain());
    }

    /** The button. */
    static Node submit() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Text.LABEL_CONTINUE.plain());
    }

    /** Names the method for scripts that press no button. */
    static Node method() {
        return Node.input(NodeGroup.CODE, Attributes.hidden("method", "code"), null);
    }

    /** Asks for a code to sign in with. */
    static Node askToSignIn() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Text.LOGIN_SEND_CODE.plain());
    }

    /** Asks for a code to sign up with. */
    static Node askToSignUp() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Text.REGISTRATION_SEND_CODE.plain());
    }

    /** Asks for the code that was sent to sign in. */
    static Node loginCode() {
        return sentCode(Text.LABEL_LOGIN_CODE.plain());
    }

    /** Asks for the code that was sent to sign up. */
    static Node registrationCode() {
        return sentCode(Text.LABEL_REGISTRATION_CODE.plain());
    }

    /** Sends the code of a second factor to an address of the person's. */
    static Node sendTo(CodeAddress address) {
        return Node.input(NodeGroup.CODE, Attributes.submit(ADDRESS, address.value()), toAddress(address));
    }

    /** Remembers where it went. */
    static Node sentTo(CodeAddress address) {
        return Node.input(NodeGroup.CODE, Attributes.hidden("identifier", address.value()), toAddress(address));
    }

    private static UiText toAddress(CodeAddress address) {
        return Text.LOGIN_SECOND_FACTOR_SEND_CODE_TO.with("address", address.value(), "channel", address.via());
    }

    private static Node sentCode(UiText label) {
        return Node.input(
                NodeGroup.CODE, Attributes.input("code", "text").asRequired().withAutocomplete("one-time-code"), label);
    }

    /** Sends another code. */
    static Node another() {
        return Node.input(NodeGroup.CODE, Attributes.submit("resend", "code"), Text.LABEL_RESEND_CODE.plain());
    }

    /** Asks for the code that opens an account again. */
    static Node recoveryCode() {
        return Node.input(
                NodeGroup.CODE,
                Attributes.input("code", "text")
                        .asRequired()
                        .withAutocomplete("one-time-code")
                        .withPattern("[0-9]+")
                        .withMaxlength(CodeConfig.DIGITS),
                Text.LABEL_RECOVERY_CODE.plain());
    }

    /** Asks for the code that verifies an address. */
    static Node verificationCode() {
        return sentCode(Text.LABEL_VERIFICATION_CODE.plain());
    }

    /**
     * Sends the code again.
     *
     * @param field {@code email} or {@code sms}
     */
    static Node resend(String field, String address) {
        return Node.input(NodeGroup.CODE, Attributes.submit(field, address), Text.LABEL_RESEND_CODE.plain());
    }

    /** Asks for any address of the account. */
    static Node anyAddress() {
        return Node.input(
                NodeGroup.CODE,
                Attributes.input("recovery_address", "text").asRequired(),
                Text.LABEL_RECOVERY_ADDRESS.plain());
    }

    /** Remembers which address was asked for. */
    static Node askedAddress(String typed) {
        return Node.input(NodeGroup.CODE, Attributes.hidden("recovery_address", typed), null);
    }

    /** One of the addresses to choose from, not shown in full. */
    static Node choice(String value, String masked) {
        return Node.input(
                NodeGroup.CODE,
                Attributes.submit("recovery_select_address", value),
                new UiText(Text.LABEL.id(), masked, "info", null));
    }

    /** Asks for the chosen address in full. */
    static Node fullAddress(boolean email) {
        return Node.input(
                NodeGroup.CODE,
                Attributes.input("recovery_confirm_address", email ? "email" : "tel")
                        .asRequired()
                        .withValue(Json.tree("")),
                (email ? Text.LABEL_EMAIL : Text.LABEL_PHONE).plain());
    }

    /** Goes back. */
    static Node back() {
        return Node.input(NodeGroup.CODE, Attributes.submit("screen", "previous"), Text.RECOVERY_BACK.plain());
    }
}
