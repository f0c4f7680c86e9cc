/**
 * What a method is made of: the page for people who write one of their own.
 *
 * <p>A method is a folder {@code method/<name>/} with a class for each flow that it joins. Such a class implements the
 * flow's interface ({@code LoginMethod}, {@code RegistrationMethod}, {@code SettingsMethod}, {@code RecoveryMethod}, {@code
 * VerificationMethod}), is a bean, and is found by being there. It does two things:
 *
 * <ul>
 *   <li><b>It draws</b> its elements into a form, when the flow asks: a function of the flow, of why the form is shown and
 *       of whose it is. The form is empty before; what was typed is put back by the flow.
 *   <li><b>It decides</b> what became of a submission ({@link io.ostiary.flow.step.Sent}) and answers with a value, a {@link
 *       io.ostiary.flow.step.Step}. The flow follows it: it writes, delivers, draws the form anew and answers the client.
 * </ul>
 *
 * <p>So a method never answers HTTP, never writes a flow, never opens a transaction, and never looks at the anti-forgery
 * token; {@code TakeStep} has done that before. What it brings about is one of four values: a {@link
 * io.ostiary.flow.step.Proof} (login), a {@link io.ostiary.flow.step.NewIdentity} (registration), a {@link
 * io.ostiary.flow.step.Change} (settings), an {@link io.ostiary.flow.step.Opened} (recovery, verification).
 *
 * <p>A login method says by {@code factors()} whether it proves a first factor, a second one, or either; what it proved is
 * worth {@link io.ostiary.flow.step.Factor#askedBy what the flow asked for}. Paths of its own are a resource in its folder
 * that implements {@link io.ostiary.contract.route.RouteLines}.
 *
 * <p>What it may use:
 *
 * <ul>
 *   <li>{@link io.ostiary.flow.step.Person} and {@link io.ostiary.flow.step.People}: what somebody holds, and who holds
 *       something. identity-service is asked at most once for each form.
 *   <li>{@code flow.state(name)}: an object of its own in the flow, kept from one submission to the next; {@code
 *       flow.secrets(name)}: the same, sealed in the database.
 *   <li>{@code spent.Spent}: what works once. Claim it under the submission's attempt; when nothing comes of the attempt
 *       the flow gives it back.
 *   <li>{@link io.ostiary.flow.step.Sending}: codes and links that go out with a form.
 *   <li>{@link io.ostiary.flow.step.Step#wrong}: says that a secret was guessed at. Guesses at a second factor are counted
 *       by person, in whichever flow.
 * </ul>
 *
 * <p>Its credentials are kept by identity-service under the method's name; that takes one line in identity-service's list of
 * credentials types. {@code method/sample} in the tests is a method from beginning to end.
 */
@NullMarked
package io.ostiary.flow.step;

import org.jspecify.annotations.NullMarked;
