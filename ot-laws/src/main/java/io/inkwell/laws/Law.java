package io.inkwell.laws;

/**
 * The laws. An engine need not claim them all: convergence is what no engine does without, the others depend on what it is for. In the
 * equations d is a document; E and L are two changes made to it side by side, of which E was earlier; A, B and C follow each other; a dot
 * applies.
 */
public enum Law {
    /** TP1 in effect: both orders lead to the same document. */
    CONVERGENCE("both orders lead to the same document", "d·E·(L over E) = d·L·(E under L)"),
    /**
     * Several changes on both sides, each carried over each: the grid of diamonds that a server and a client with pending changes walk. It
     * follows from convergence when that holds for every pair; random pairs alone may miss the ones that transform itself makes.
     */
    RUNS_CONVERGE("two runs of changes lead to the same document, carried over each other one by one",
            "d·E1·E2·(L1 L2 over E1, E2) = d·L1·L2·(E1 E2 under L1, L2)"),
    /** TP1 as values. Needs {@link OtEngine#compose}. */
    DIAMOND("both ways around the diamond are the same change", "E then (L over E) = L then (E under L)"),
    /** Needs {@link OtEngine#compose}. */
    COMPOSE_IS_APPLYING_TWICE("to compose is to apply one after the other", "d·A·B = d·(A then B)"),
    /** Needs {@link OtEngine#compose}. */
    COMPOSE_IS_ASSOCIATIVE("to compose is associative", "(A then B) then C = A then (B then C)"),
    /** Needs {@link OtEngine#identity} and {@link OtEngine#compose}. */
    IDENTITY_IS_NEUTRAL("the identity changes nothing, in compose and in transform",
            "1 then A = A = A then 1, A over 1 = A = A under 1, 1 over A = 1 = 1 under A"),
    /** Needs {@link OtEngine#invert}. */
    INVERSE_RESTORES("a change and then its inverse leave the document as it was", "d·A·(A inverted on d) = d"),
    /** Needs {@link OtEngine#transformPosition}, {@link OtEngine#length} and {@link OtEngine#insertion}. */
    POSITIONS_FOLLOW_INSERTS("a position goes where a unit inserted there would go",
            "insert at p, over A = insert at (p moved along); insert at p, under A = insert at (p staying)"),
    /** Needs {@link OtEngine#transformPosition} and {@link OtEngine#length}. */
    POSITIONS_KEEP_THEIR_ORDER("a position further back never lands further in front", "p ≤ q implies p' ≤ q'"),
    /** Needs {@link OtEngine#flaw}; compose, invert and identity are asked where they are claimed. */
    ANSWERS_ARE_CANONICAL("every verb answers in canonical form", "what means the same is equal"),
    /** Whoever shares a value may go on using it. Compose and invert are asked where they are claimed. */
    ARGUMENTS_STAY("no verb changes what it is given", "d, E and L are afterwards what they were before");

    private final String sentence;
    private final String equation;

    Law(String sentence, String equation) {
        this.sentence = sentence;
        this.equation = equation;
    }

    /** What the law says, in words. */
    public String sentence() {
        return sentence;
    }

    /** The same as an equation. */
    public String equation() {
        return equation;
    }
}
