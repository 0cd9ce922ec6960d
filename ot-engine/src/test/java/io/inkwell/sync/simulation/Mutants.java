package io.inkwell.sync.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Every way in which the protocol could be wrong that a test must notice: each breaks one rule. */
final class Mutants {
    private Mutants() {}

    /** All of them by name. */
    static Map<String, Supplier<Deviation>> all() {
        Map<String, Supplier<Deviation>> all = new LinkedHashMap<>();
        all.put("a burnt key told as an acknowledgement", LogMutants.BurntToldAsSaved::new);
        all.put("a burnt row taken for an acknowledgement", ClientMutants.BurntTakenForSaved::new);
        all.put("a last number of another moment", LogMutants.LastNumberOfAnotherMoment::new);
        all.put("composed catch-up before an own operation", NodeMutants.ComposedBeforeOwn::new);
        all.put("an own entry known by its number alone", ClientMutants.OwnByNumberAlone::new);
        all.put("an acknowledgement for whoever has the client id", NodeMutants.AcknowledgedByClient::new);
        all.put("a store that mixes bases", ClientMutants.StoreMixesBases::new);
        all.put("nothing stored before it is sent", ClientMutants.NotStoredBeforeSending::new);
        all.put("a tab that takes over another tab's unsent work", ClientMutants.TabCopiesPendingWork::new);
        all.put("a refusal that frees its number", NodeMutants.RefusalFreesTheNumber::new);
        all.put("a late opening that takes the client over", NodeMutants.LateOpeningTakesOver::new);
        all.put("two burns in a row", NodeMutants.BurntTwice::new);
        all.put("the raw form transformed", NodeMutants.RawFormTransformed::new);
        all.put("acknowledged before the commit", NodeMutants.AcknowledgedBeforeCommit::new);
        all.put("broadcast before the commit", NodeMutants.BroadcastBeforeCommit::new);
        all.put("no deduplication", LogMutants.NoDeduplication::new);
        all.put("deduplication by content", NodeMutants.DeduplicatedByContent::new);
        all.put("compare-and-set without the chain", LogMutants.ComparesNoChain::new);
        all.put("no compare-and-set", LogMutants.ComparesNothing::new);
        all.put("the lock trusted instead of the compare-and-set", LogMutants.LockTrusted::new);
        all.put("an unknown outcome taken for a failure", LogMutants.UnknownIsFailure::new);
        all.put("an unknown outcome taken for success", LogMutants.UnknownIsSuccess::new);
        all.put("typed text composed into the operation in flight", ClientMutants.ComposedIntoInFlight::new);
        all.put("a resend that was rebased", ClientMutants.ResentRebased::new);
        all.put("numbers that start again at a reconnect", ClientMutants.NumbersStartAgain::new);
        all.put("no check for gaps", ClientMutants.NoGapCheck::new);
        all.put("a topic's payload applied as it comes", LogMutants.PayloadAppliedAsItComes::new);
        all.put("the tie broken differently on one side", NodeMutants.TieSwapped::new);
        all.put("typed text not transformed", ClientMutants.BufferNotTransformed::new);
        all.put("an own operation applied once more at catch-up", ClientMutants.OwnAppliedAtCatchUp::new);
        all.put("a snapshot newer than the log", NodeMutants.SnapshotBeforeCommit::new);
        all.put("rights judged outside the statement", LogMutants.RightsOutsideTheStatement::new);
        all.put("a lagging memory taken for a rewound history", LogMutants.LaggingMemory::new);
        all.put("salvaged after it was forgotten", NodeMutants.SalvagedAfterForgetting::new);
        all.put("a new identity without settling the old one", ClientMutants.NewIdentityWithoutSettling::new);
        return all;
    }
}
