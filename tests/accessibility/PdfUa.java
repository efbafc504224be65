import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds PDF files against every rule of PDF/UA-1 and prints a line per file and per fault. */
public class PdfUa {
    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String path : paths) {
            try (FileInputStream file = new FileInputStream(path);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFUA_1)) {
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false);
                ValidationResult result = validator.validate(parser);
                int rules = result.getValidationProfile().getRules().size();
                System.out.println(path + "\t" + rules + "\t" + result.getTotalAssertions() + "\t" + result.isCompliant());
                for (TestAssertion fault : result.getTestAssertions()) {
                    System.out.println("fault\t" + fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber()
                            + "\t" + fault.getMessage());
                }
            }
        }
    }
}
