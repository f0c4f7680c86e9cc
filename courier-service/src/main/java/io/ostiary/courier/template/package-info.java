/**
 * What messages say. {@link io.ostiary.courier.template.Letters} draws a {@link
 * io.ostiary.courier.template.Letter} from a template type and its data: the wording lies in {@code
 * letters/catalogue.json}, the layout in two Qute templates, and an operator's own templates
 * ({@code courier.templates}, {@code courier.template_override_path}) go before both.
 *
 * <p>Knows nothing of queues and providers. Values are escaped in HTML, and none can add a line to
 * a subject.
 */
@NullMarked
package io.ostiary.courier.template;

import org.jspecify.annotations.NullMarked;
