package io.inkwell.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Somebody in front of a browser: a window of their own, and an ear for what its pages complain about. */
final class Visitor {
    /** What the browser itself prints where a request is refused; nobody being signed in yet is nothing wrong. */
    private static final Pattern REFUSED = Pattern.compile("Failed to load resource: .*status of 4\\d\\d.*");
    /** What the browser itself prints while the network is down. */
    private static final Pattern NETWORK = Pattern
            .compile("(?s).*(net::ERR_|WebSocket connection to .* failed|WebSocket is closed before).*");

    /** What the browser calls it when the quota of a site is used up. */
    private static final String NO_ROOM = "QuotaExceededError";

    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private boolean networkMayFail;
    private boolean refusalsMayCome;
    private boolean storageMayFail;

    Visitor(String name, BrowserContext context) {
        this.name = name;
        this.context = context;
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> hearError(error.error()));
        this.page = context.newPage();
    }

    /** The name they go by. */
    String name() {
        return name;
    }

    /** Their window. */
    BrowserContext context() {
        return context;
    }

    /** Their page. */
    Page page() {
        return page;
    }

    /** From now on it is no complaint if the browser says that it cannot reach the server. */
    Visitor whoseNetworkMayFail() {
        networkMayFail = true;
        return this;
    }

    /** From now on it is no complaint if the browser says that the server refused a request. */
    Visitor whoseRequestsAreRefused() {
        refusalsMayCome = true;
        return this;
    }

    /** From now on it is no complaint if a page reports that the browser has no room left for it. */
    Visitor whoseStorageMayFail() {
        storageMayFail = true;
        return this;
    }

    /** Errors and warnings in the console so far, violations of the content security policy among them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void close() {
        context.close();
    }

    private void hearError(String error) {
        if (!storageMayFail || !error.contains(NO_ROOM))
            complaints.add(name + ": uncaught " + error);
    }

    private void hear(ConsoleMessage message) {
        if (!message.type().equals("error") && !message.type().equals("warning"))
            return;
        String text = message.text();
        if (REFUSED.matcher(text).matches() && message.location().contains("/api/v1/me"))
            return;
        if (refusalsMayCome && REFUSED.matcher(text).matches())
            return;
        if (networkMayFail && NETWORK.matcher(text).matches())
            return;
        complaints.add(name + ": " + message.type() + ": " + text + " (" + message.location() + ")");
    }
}
