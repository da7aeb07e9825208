package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the poms say about the published artifacts, {@code fusebox-core} and {@code fusebox-agent}. */
class PublishingTest {
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/url",
                "/project/licenses/license/name",
                "/project/licenses/license/url",
                "/project/developers/developer/name",
                "/project/scm/connection",
                "/project/scm/url"
            })
    void theParentSaysWhatARepositoryAsksFor(String element) throws Exception {
        assertThat(texts(pom(".."), element)).singleElement().asString().isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../core", "../agent"})
    void eachPublishedArtifactHasANameAndADescription(String module) throws Exception {
        Document pom = pom(module);
        assertThat(texts(pom, "/project/name")).hasSize(1);
        assertThat(texts(pom, "/project/description")).hasSize(1);
        assertThat(texts(pom, "/project/properties/maven.deploy.skip")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../build-tools", "../integration-tests", "../benchmarks"})
    void nothingElseIsPublished(String module) throws Exception {
        assertThat(texts(pom(module), "/project/properties/maven.deploy.skip")).containsExactly("true");
    }

    @Test
    void sourcesAndJavadocStandBesideThem() throws Exception {
        String plugins = "/project/profiles/profile[id='publish']/build/plugins/plugin";
        assertThat(texts(pom(".."), plugins + "/artifactId"))
                .containsExactly("maven-source-plugin", "maven-javadoc-plugin");
        assertThat(texts(pom(".."), plugins + "/executions/execution/goals/goal"))
                .containsExactly("jar-no-fork", "jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../core", "../agent", "../build-tools", "../integration-tests", "../benchmarks"})
    void noPomNamesARepository(String module) throws Exception {
        assertThat(
                        texts(
                                pom(module),
                                "//distributionManagement | //repositories | //pluginRepositories | //repository | //snapshotRepository"))
                .isEmpty();
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(module, "pom.xml").toFile());
    }
}
