/** The laws of operational transform as a library, with the plainest engine that obeys them and cases to try others on. */
module io.inkwell.laws {
    requires static org.jspecify;
    requires transitive net.jqwik.api;

    exports io.inkwell.laws;
    exports io.inkwell.laws.model;
    exports io.inkwell.laws.cases;
}
