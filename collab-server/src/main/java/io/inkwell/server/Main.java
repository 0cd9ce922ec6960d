package io.inkwell.server;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Entry point. */
    public static void main(String[] args) {
        System.out.println("inkwell");
    }
}
