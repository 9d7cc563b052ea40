package peers;

import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.crl.CRLValidity;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SerializableTimestampParameters;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.DocumentSignatureService;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * EU DSS as a judge. Requests come as lines, words between tabs; each is answered with one line of words between tabs:
 * {@code validate FILE [DOCUMENT]}, {@code crl FILE ISSUER}, {@code pkcs12 FILE} and {@code sign FORMAT LEVEL STORE FILE RESULT}.
 * Arguments: the trust anchor, the address of a time-stamp authority (or {@code -}), and {@code details} to have whole reports on stderr.
 */
public final class DssPeer {
  private static final String PASSWORD = "peer";
  private final CommonCertificateVerifier verifier = new CommonCertificateVerifier();
  private final String authority;
  private final boolean details;

  private DssPeer(String anchor, String authority, boolean details) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(DSSUtils.loadCertificate(new File(anchor)));
    verifier.setTrustedCertSources(trusted);
    verifier.setOcspSource(new OnlineOCSPSource(new OCSPDataLoader()));
    verifier.setCrlSource(new OnlineCRLSource(new CommonsDataLoader()));
    verifier.setAIASource(new DefaultAIASource(new CommonsDataLoader()));
    this.authority = authority;
    this.details = details;
  }

  public static void main(String[] arguments) throws Exception {
    DssPeer peer = new DssPeer(arguments[0], arguments[1], arguments.length > 2);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String answer;
      try {
        answer = peer.answer(line.split("\t"));
      } catch (Exception | LinkageError failure) {
        answer = "error\t" + failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (peer.details) failure.printStackTrace();
      }
      System.out.println(answer.replace('\n', ' ').replace('\r', ' '));
    }
  }

  private String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "validate":
        return validate(new FileDocument(words[1]), words.length > 2 ? List.of(new FileDocument(words[2])) : List.of());
      case "crl":
        return list(Files.readAllBytes(Path.of(words[1])), DSSUtils.loadCertificate(new File(words[2])));
      case "pkcs12":
        try (Pkcs12SignatureToken token = new Pkcs12SignatureToken(words[1], new PasswordProtection(PASSWORD.toCharArray()))) {
          return token.getKeys().isEmpty() ? "error\tno keys" : "judged\tPASSED|null|" + token.getKeys().size() + " key||";
        }
      case "sign":
        return sign(words[1], words[2], words[3], new FileDocument(words[4]), Path.of(words[5]));
      default:
        return "error\tunknown request " + words[0];
    }
  }

  /** {@code judged}, then for every signature and time-stamp: indication, sub-indication, level, messages. */
  private String validate(DSSDocument file, List<DSSDocument> contents) {
    SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(file);
    validator.setCertificateVerifier(verifier);
    validator.setDetachedContents(contents);
    Reports reports = validator.validateDocument();
    SimpleReport report = reports.getSimpleReport();
    if (details) System.err.println(reports.getXmlSimpleReport() + reports.getXmlDetailedReport() + reports.getXmlDiagnosticData());
    List<String> words = new ArrayList<>(List.of("judged"));
    for (String id : report.getSignatureIdList()) {
      words.add(
          report.getIndication(id) + "|" + report.getSubIndication(id) + "|" + report.getSignatureFormat(id) + "|"
              + messages(report.getAdESValidationErrors(id)) + "|" + messages(report.getAdESValidationWarnings(id)));
    }
    for (TimestampWrapper stamp : reports.getDiagnosticData().getTimestampList()) {
      String id = stamp.getId();
      words.add(
          report.getIndication(id) + "|" + report.getSubIndication(id) + "|" + stamp.getType() + "|"
              + messages(report.getAdESValidationErrors(id)) + "|" + messages(report.getAdESValidationWarnings(id)));
    }
    return String.join("\t", words);
  }

  private static String list(byte[] bytes, CertificateToken issuer) throws Exception {
    CRLValidity validity = CRLUtils.buildCRLValidity(CRLUtils.buildCRLBinary(bytes), issuer);
    return "judged\t" + (validity.isValid() ? "PASSED" : "FAILED") + "|null|CRL|" + (validity.isSignatureIntact() ? "" : "signature not intact") + "|";
  }

  private static String messages(List<Message> messages) {
    List<String> values = new ArrayList<>();
    for (Message message : messages) values.add(message.getValue());
    return String.join(" ", values).replace('\t', ' ').replace('|', '/');
  }

  private String sign(String format, String level, String store, DSSDocument file, Path result) throws Exception {
    try (Pkcs12SignatureToken token = new Pkcs12SignatureToken(store, new PasswordProtection(PASSWORD.toCharArray()))) {
      KSPrivateKeyEntry key = (KSPrivateKeyEntry) token.getKeys().get(0);
      DSSDocument signed;
      switch (format) {
        case "cades-attached":
        case "cades-detached": {
          CAdESSignatureParameters parameters = new CAdESSignatureParameters();
          parameters.setSignaturePackaging(format.endsWith("attached") ? SignaturePackaging.ENVELOPING : SignaturePackaging.DETACHED);
          signed = made(new CAdESService(verifier), parameters, SignatureLevel.valueByName("CAdES-BASELINE-" + level), token, key, file);
          break;
        }
        case "pades":
          signed = made(new PAdESService(verifier), new PAdESSignatureParameters(), SignatureLevel.valueByName("PAdES-BASELINE-" + level), token, key, file);
          break;
        case "asic-s":
        case "asic-e": {
          ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
          parameters.aSiC().setContainerType(format.equals("asic-e") ? ASiCContainerType.ASiC_E : ASiCContainerType.ASiC_S);
          signed = made(new ASiCWithCAdESService(verifier), parameters, SignatureLevel.valueByName("CAdES-BASELINE-" + level), token, key, file);
          break;
        }
        default:
          return "error\tunknown format " + format;
      }
      try (var out = Files.newOutputStream(result)) {
        signed.writeTo(out);
      }
      return "signed\t" + result;
    }
  }

  private <P extends AbstractSignatureParameters<?>, T extends SerializableTimestampParameters> DSSDocument made(
      DocumentSignatureService<P, T> service, P parameters, SignatureLevel level, Pkcs12SignatureToken token, KSPrivateKeyEntry key, DSSDocument file) {
    parameters.setSignatureLevel(level);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(key.getCertificate());
    parameters.setCertificateChain(List.of(key.getCertificateChain()));
    parameters.bLevel().setSigningDate(new Date());
    OnlineTSPSource stamps = new OnlineTSPSource(authority);
    stamps.setDataLoader(new TimestampDataLoader());
    service.setTspSource(stamps);
    var value = token.sign(service.getDataToSign(file, parameters), DigestAlgorithm.SHA256, key);
    return service.signDocument(file, parameters, value);
  }
}
