package io.inkwell.sync.port;

import io.inkwell.sync.Salvage;
import java.util.Map;

/** Keeps what a log lost and a node still held, where people find it. Nothing is ever read back by a program. */
public interface SalvageStore {
    /**
     * Keeps it beside everything that was kept before, nothing of which is changed. When the method returns it is on the disk.
     *
     * @param authors what is known of who stands behind the display ids of the commits: a name by display id
     * @return where it is, in words for people
     * @throws StorageException if it cannot be kept, or only a part of it
     */
    String keep(Salvage salvage, Map<Integer, String> authors);
}
