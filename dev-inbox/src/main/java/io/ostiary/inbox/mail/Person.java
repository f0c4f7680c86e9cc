package io.ostiary.inbox.mail;

/**
 * Sender or recipient.
 *
 * @param name display name; may be empty
 * @param address email address
 */
public record Person(String name, String address) {

    /** For people: the name if there is one, else the address. */
    public String shown() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
