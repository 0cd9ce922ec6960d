package io.inkwell.persistence;

/**
 * A user of the database.
 *
 * @param user the role's name
 * @param password its password; empty where the server asks for none
 */
public record Credentials(String user, String password) {

    /** The password is not part of the text: this record may be logged. */
    @Override
    public String toString() {
        return user;
    }
}
