import java.io.FileInputStream;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files against PDF/UA-1 with the veraPDF engine.
 *
 * <p>The jar this runs against has the engine and its profiles, but no JAXB runtime, which the
 * engine's own profile loader needs; so the profile is read here with a plain XML parser.
 *
 * <p>Arguments: files. Prints lines separated by tabs: "file", path, true or false, number of
 * checks; and after it for each failed check: "failure", clause-test, message, place.
 */
public class Vera {
  private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";
  private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;

  public static void main(String[] files) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = readProfile();
    for (String file : files) {
      try (PDFAParser parser =
          Foundries.defaultInstance().createParser(new FileInputStream(file), FLAVOUR)) {
        report(file, ValidatorFactory.createValidator(profile, false).validate(parser));
      }
    }
  }

  private static void report(String file, ValidationResult result) {
    line("file", file, String.valueOf(result.isCompliant()),
        String.valueOf(result.getTotalAssertions()));
    for (TestAssertion check : result.getTestAssertions()) {
      if (check.getStatus() == TestAssertion.Status.FAILED) {
        RuleId rule = check.getRuleId();
        line("failure", rule.getClause() + "-" + rule.getTestNumber(), check.getMessage(),
            check.getLocation().getContext());
      }
    }
  }

  private static void line(String... words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.length() == 0 ? "" : "\t");
      line.append(String.valueOf(word).replaceAll("\\s+", " "));
    }
    System.out.println(line);
  }

  private static ValidationProfile readProfile() throws Exception {
    Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(Vera.class.getClassLoader().getResourceAsStream(PROFILE))
        .getDocumentElement();
    NodeList ruleElements = root.getElementsByTagName("rule");
    SortedSet<Rule> rules = new TreeSet<>(
        Comparator.comparing((Rule rule) -> rule.getRuleId().getClause())
            .thenComparing(rule -> rule.getRuleId().getTestNumber())
            .thenComparing(Rule::getObject));
    for (int i = 0; i < ruleElements.getLength(); i++) {
      rules.add(readRule((Element) ruleElements.item(i)));
    }
    if (rules.isEmpty() || rules.size() != ruleElements.getLength()) {
      throw new IllegalStateException("The profile was read with rules missing");
    }
    NodeList variableElements = root.getElementsByTagName("variable");
    SortedSet<Variable> variables = new TreeSet<>(
        Comparator.comparing((Variable variable) -> variable.getObject() + variable.getName()));
    for (int i = 0; i < variableElements.getLength(); i++) {
      Element e = (Element) variableElements.item(i);
      variables.add(Profiles.variableFromValues(e.getAttribute("name"), e.getAttribute("object"),
          text(e, "defaultValue"), text(e, "value")));
    }
    return Profiles.profileFromSortedValues(FLAVOUR,
        Profiles.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "veraPDF", new Date()),
        "", rules, variables);
  }

  private static Rule readRule(Element e) {
    Element id = (Element) e.getElementsByTagName("id").item(0);
    Element error = (Element) e.getElementsByTagName("error").item(0);
    RuleId ruleId = Profiles.ruleIdFromValues(
        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    Boolean deferred = "true".equals(e.getAttribute("deferred")) ? Boolean.TRUE : null;
    return Profiles.ruleFromValues(ruleId, e.getAttribute("object"), deferred,
        e.getAttribute("tags"), text(e, "description"), text(e, "test"),
        Profiles.errorFromValues(text(error, "message"), Collections.emptyList()),
        Collections.emptyList());
  }

  private static String text(Element parent, String name) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (name.equals(child.getNodeName())) {
        return child.getTextContent();
      }
    }
    return "";
  }
}
