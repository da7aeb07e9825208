package io.fusebox.fleet.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol keeps its promises in every state; a protocol with a flaw does not. */
class FleetModelTest {

    @ParameterizedTest(name = "{0} JVMs, {1} failures of the service, {2} faults, {3} orders, {4} probes at once")
    @CsvSource({"2, 2, 1, 1, 1", "3, 2, 1, 0, 1", "3, 0, 2, 3, 1", "3, 3, 0, 0, 2", "4, 2, 0, 0, 1"})
    void theProtocolKeepsItsPromisesInEveryState(int jvms, int trips, int faults, int orders, int capacity) {
        Explorer explorer = new Explorer(Flaw.NONE, capacity);

        assertThat(explorer.explore(Explorer.fleet(jvms, trips, faults, orders)))
                .isNull();
        // The search was none if it saw a handful of states.
        assertThat(explorer.states()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "FLEET_OPENINGS_ARE_EVIDENCE, 3, 2, 0, 0, is none",
        "EVIDENCE_OUTLIVES_CLOSING, 2, 2, 0, 0, is none",
        "LEASES_NEVER_EXPIRE, 2, 1, 1, 0, never ends",
        "LEASE_COUNTS_FROM_ANSWER, 2, 1, 1, 0, begins a probe with a lease that has ended",
        "LEASES_FOR_EVERYBODY, 2, 2, 0, 0, more probes or leases in the fleet than its capacity",
        "PROBES_BEGIN_LATE, 2, 1, 0, 0, lost the lease of a probe though it hears Redis",
        "PROBES_DO_NOT_RENEW, 2, 2, 0, 0, more probes or leases in the fleet than its capacity",
        "HOLD_WITHOUT_REDIS, 2, 1, 1, 0, is stuck though the service is well",
        "ORDERS_END_WITH_REDIS, 2, 0, 1, 1, an order has vanished",
        "AUTO_LEAVES_NO_MARK, 2, 0, 0, 2, Redis holds another order than the last one"
    })
    void aFlawIsFound(Flaw flaw, int jvms, int trips, int faults, int orders, String what) {
        assertThat(new Explorer(flaw, 1).explore(Explorer.fleet(jvms, trips, faults, orders)))
                .contains(what);
    }
}
