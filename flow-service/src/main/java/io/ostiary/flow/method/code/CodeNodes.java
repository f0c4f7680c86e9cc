package io.ostiary.flow.method.code;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Texts;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;

/** The form elements of the code method. */
final class CodeNodes {

    private CodeNodes() {}

    /** Asks for the address. */
    static Node address() {
        return Node.input(NodeGroup.CODE, Attributes.input("email", "email").asRequired(), Texts.of(1070007));
    }

    /** The button. */
    static Node submit() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Texts.of(1070009));
    }

    /** Names the method for scripts that press no button. */
    static Node method() {
        return Node.input(NodeGroup.CODE, Attributes.hidden("method", "code"), null);
    }

    /** Asks for a code to sign in with. */
    static Node askToSignIn() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Texts.of(1010015));
    }

    /** Asks for a code to sign up with. */
    static Node askToSignUp() {
        return Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), Texts.of(1040006));
    }

    /** Asks for the code that was sent to sign in. */
    static Node loginCode() {
        return sentCode(Texts.of(1070013));
    }

    /** Asks for the code that was sent to sign up. */
    static Node registrationCode() {
        return sentCode(Texts.of(1070012));
    }

    private static Node sentCode(UiText label) {
        return Node.input(
                NodeGroup.CODE, Attributes.input("code", "text").asRequired().withAutocomplete("one-time-code"), label);
    }

    /** Sends another code. */
    static Node another() {
        return Node.input(NodeGroup.CODE, Attributes.submit("resend", "code"), Texts.of(1070008));
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
                Texts.of(1070010));
    }

    /** Asks for the code that verifies an address. */
    static Node verificationCode() {
        return sentCode(Texts.of(1070011));
    }

    /**
     * Sends the code again.
     *
     * @param field {@code email} or {@code sms}
     */
    static Node resend(String field, String address) {
        return Node.input(NodeGroup.CODE, Attributes.submit(field, address), Texts.of(1070008));
    }

    /** Asks for any address of the account. */
    static Node anyAddress() {
        return Node.input(
                NodeGroup.CODE, Attributes.input("recovery_address", "text").asRequired(), Texts.of(1070016));
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
                new UiText(1070000, masked, "info", null));
    }

    /** Asks for the chosen address in full. */
    static Node fullAddress(boolean email) {
        return Node.input(
                NodeGroup.CODE,
                Attributes.input("recovery_confirm_address", email ? "email" : "tel")
                        .asRequired()
                        .withValue(Json.tree("")),
                Texts.of(email ? 1070007 : 1070017));
    }

    /** Goes back. */
    static Node back() {
        return Node.input(NodeGroup.CODE, Attributes.submit("screen", "previous"), Texts.of(1060007));
    }
}
