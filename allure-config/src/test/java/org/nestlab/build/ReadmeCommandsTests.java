package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadmeCommandsTests {

    @Test
    void theCommandsOfTheDocumentsAreFound() throws IOException {
        assertThat(ReadmeCommands.maven())
                .contains("mvn verify -Psetup", "mvn test -Psetup", "mvn install -DskipTests")
                .contains("mvn verify -pl tests-nested -Dit.test=NestedKvmTests")
                .contains("mvn verify -Pself,full -pl allure-config -Dit.test=KilledBuildIT")
                .hasSizeGreaterThan(9);
        assertThat(ReadmeCommands.nestlab())
                .contains("./nestlab doctor", "./nestlab host compare before-6.12 --back")
                .hasSizeGreaterThan(15);
    }

    @Test
    void aTestThatIsNamedThereIsOne() throws IOException {
        for (String command : ReadmeCommands.maven()) {
            if (ReadmeCommands.test(command).isPresent()) {
                String test = ReadmeCommands.test(command).get();
                assertThatCode(() -> ReadmeCommands.source(test)).as(command).doesNotThrowAnyException();
            }
        }
    }
}
