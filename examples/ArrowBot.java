import io.inkwell.client.ConnectionState;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentId;
import java.net.URI;

/** Turns "->" into an arrow wherever somebody types it. Arguments: the server's address, the document, a key. */
public final class ArrowBot {
    public static void main(String[] args) throws InterruptedException {
        try (InkwellClient client = InkwellClient.builder(URI.create(args[0]), new DocumentId(args[1])).key(args[2]).connect()) {
            while (client.state() != ConnectionState.DISCONNECTED) {
                if (client.screen().text().contains("->"))
                    client.edit(ArrowBot::nextArrow).join();
                Thread.sleep(100);
            }
        }
    }

    /** Others type meanwhile: the place is looked for in the very document that is edited. */
    private static Delta nextArrow(Document screen) {
        int place = screen.text().indexOf("->");
        return place < 0
                ? Delta.identity(screen.length())
                : Delta.on(screen.length()).retain(place).insert("→").delete(2).build();
    }
}
