package io.inkwell.server.admin;

/** Under which address other computers reach this server. */
@FunctionalInterface
public interface PublicAddress {
    /**
     * The origin to put into links for other people.
     *
     * @param ownOrigin the origin the request was made to
     */
    String seenFromElsewhere(String ownOrigin);
}
