package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.exact.Instructions;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.upgrade.Outcome;

/** {@code nestlab exact-page} and users' own programs read this form, so it does not change. */
class ExactJsonTests {

    private static final CostIdentity IDENTITY =
            CostIdentity.of("QEMU 10.0.2", "ab", "ef", "cd", "6.12.117-cloud-amd64", 1);

    @Test
    void whatIsAbsentIsNullOrLeftOutOrAnEmptyText() {
        ExitCost counted = ExitCost.of(new Instructions(9, 5, 6, 7))
                .withExits(new Exits(1.5, new TreeMap<>(Map.of("VMRUN", 1.0))));
        ExitCost flawed = ExitCost.of(new Instructions(9, 1, 2, 3)).flawedBy("no");
        ExactCosts costs = new ExactCosts(
                MachineSpec.of(Vendor.AMD),
                "6.1",
                IDENTITY,
                new TreeMap<>(Map.of(CostKey.parse("L2:cpuid"), flawed, CostKey.parse("L3:cpuid"), counted)));
        ExactReport report = new ExactReport(List.of(
                Part.of(Vendor.AMD, Outcome.GOOD, "measured").withCandidate(costs),
                Part.of(Vendor.INTEL, Outcome.CANNOT_TELL, "VMFAIL").withBaseline("6.0")));

        assertThat(ExactJson.of(report)).isEqualTo("""
                {
                  "outcome" : "cannot tell",
                  "exitStatus" : 125,
                  "vendors" : [ {
                    "vendor" : "amd",
                    "outcome" : "good",
                    "reason" : "measured",
                    "against" : "",
                    "baseline" : null,
                    "candidate" : {
                      "kernel" : "6.1",
                      "machine" : "amd, kernel package:linux-image-cloud-amd64/bookworm, seed 1",
                      "identity" : {
                        "L2's kernel" : "6.12.117-cloud-amd64",
                        "emulator" : "QEMU 10.0.2",
                        "emulator's SHA-256" : "ab",
                        "machine's settings' SHA-256" : "ef",
                        "measuring program's SHA-256" : "cd",
                        "seed" : "1"
                      },
                      "instructions" : {
                        "L2:cpuid" : {
                          "median" : 2,
                          "min" : 1,
                          "p90" : 3,
                          "first" : 9
                        },
                        "L3:cpuid" : {
                          "median" : 6,
                          "min" : 5,
                          "p90" : 7,
                          "first" : 9
                        }
                      },
                      "exits" : {
                        "L3:cpuid" : {
                          "median" : 1.5,
                          "min" : 1.5,
                          "p90" : 1.5,
                          "reasons" : {
                            "VMRUN" : 1.0
                          }
                        }
                      },
                      "invalid" : {
                        "L2:cpuid" : "no"
                      }
                    },
                    "comparisons" : [ ],
                    "notes" : [ ]
                  }, {
                    "vendor" : "intel",
                    "outcome" : "cannot tell",
                    "reason" : "VMFAIL",
                    "against" : "6.0",
                    "baseline" : null,
                    "candidate" : null,
                    "comparisons" : [ ],
                    "notes" : [ ]
                  } ]
                }""");
    }
}
