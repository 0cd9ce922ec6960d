package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Tie;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a document and where their carets are. Every caret stands in the document at the head and moves with each commit: behind what
 * its owner types, before what others insert at the same place. Never stored. Immutable.
 */
public final class Presence {
    /** Nobody. */
    public static final Presence EMPTY = new Presence(Collections.emptyMap());

    private final Map<Integer, Member> members;

    private Presence(Map<Integer, Member> members) {
        this.members = members;
    }

    /** Everybody, in the order of their coming. */
    public Collection<Member> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    /** One of them. */
    public Optional<Member> member(int displayId) {
        return Optional.ofNullable(members.get(displayId));
    }

    /** With somebody more; who came back keeps the place. */
    public Presence joined(Member member) {
        Map<Integer, Member> changed = new LinkedHashMap<>(members);
        changed.put(member.displayId(), member);
        return new Presence(changed);
    }

    /** Without somebody. */
    public Presence left(int displayId) {
        Map<Integer, Member> changed = new LinkedHashMap<>(members);
        changed.remove(displayId);
        return new Presence(changed);
    }

    /**
     * With somebody's caret elsewhere.
     *
     * @param caret where it is in the document at {@code revision}; absent: not shown
     * @param revision a revision that the window covers
     */
    public Presence moved(int displayId, Member.@Nullable Caret caret, long revision, CommitWindow window) {
        Member member = members.get(displayId);
        if (member == null)
            return this;
        return joined(member
                .withCaret(carried(caret, displayId, window.between(revision, window.headRevision()))));
    }

    /**
     * With other people beside some of these.
     *
     * @param stay who stays as they are
     * @param others everybody else there is from now on; who was here before keeps the place
     */
    public Presence with(Set<Integer> stay, Collection<Member> others) {
        Map<Integer, Member> changed = new LinkedHashMap<>(members);
        Set<Integer> everybody = new HashSet<>(stay);
        others.forEach(member -> everybody.add(member.displayId()));
        changed.keySet().retainAll(everybody);
        others.forEach(member -> changed.put(member.displayId(), member));
        return new Presence(changed);
    }

    /** With every caret carried over some more commits. */
    public Presence advanced(List<Commit> commits) {
        if (members.values().stream().allMatch(member -> member.caret() == null))
            return this;
        Map<Integer, Member> changed = new LinkedHashMap<>(members);
        changed.replaceAll((displayId, member) -> member.withCaret(carried(member.caret(), displayId, commits)));
        return new Presence(changed);
    }

    /** A caret carried over commits: behind what its owner types, before what others insert at the same place. */
    public static Member.@Nullable Caret carried(Member.@Nullable Caret caret, int owner, List<Commit> commits) {
        Member.Caret carried = caret;
        for (Commit commit : commits)
            carried = carried == null ? null : carried(carried, commit, owner);
        return carried;
    }

    private static Member.Caret carried(Member.Caret caret, Commit commit, int owner) {
        Tie tie = commit.id().displayId() == owner ? Tie.MOVE_AFTER_INSERT : Tie.STAY_BEFORE_INSERT;
        Delta op = commit.op();
        int start = op.transformPosition(caret.index(), tie);
        int end = op.transformPosition(caret.index() + caret.length(), tie);
        return new Member.Caret(start, Math.max(0, end - start));
    }
}
