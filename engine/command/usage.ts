/** What `countersign --help` prints. */
export const usage = `countersign verify FILE [--content DOCUMENT] [--trust PEM|DIR]... [--at TIME] [--offline] [--json]
countersign inspect FILE
countersign sign FILE... --key P12 [--password-file FILE] [--format pades|cades|asic-e|asic-s]
                 [--level B|T|LT|LTA] [--detached] [--tsa URL] [--trust PEM|DIR]... [--reason TEXT] -o OUT
countersign extend FILE --level T|LT|LTA --tsa URL [--content DOCUMENT] [--trust PEM|DIR]... -o OUT
countersign timestamp FILE --tsa URL [--format token|pades] -o OUT
countersign evidence create FILE... --tsa URL [--group] -o OUT|DIR
countersign evidence renew RECORD --tsa URL [--hash-tree --content FILE...] -o OUT
countersign evidence verify RECORD FILE... [--trust PEM|DIR]... [--at TIME] [--offline] [--json]

verify says whether the signatures in FILE hold; inspect shows what FILE holds, without judging.
sign makes a PDF signature for a PDF and a CMS signature for anything else, unless --format says otherwise;
only asic-e takes several files. extend adds what a higher level needs, and time-stamps again at LTA.
timestamp gets a time-stamp over FILE, or with --format pades puts one into a PDF.
evidence covers any number of files with one time-stamp: one record a file into DIR, or with --group one for all.

  --key P12            the key and its certificates: PKCS#12, PKCS#8 or PEM
  --password-file F    its first line is the password; otherwise it is asked for, or read from standard input
  --tsa URL            the time-stamp authority (RFC 3161)
  --content DOCUMENT   the document, when FILE is a signature apart from it
  --trust PEM|DIR      certificates of the authorities that you trust; may be repeated
  --at TIME            judge for this moment (2026-06-01T12:00:00Z) instead of now
  --offline            ask no revocation service
  --json               the whole report
  -o, --output OUT     where the result goes

Examples:
  countersign verify contract.pdf --trust authorities/
  countersign verify contract.p7s --content contract.docx --trust root.pem --json
  countersign sign contract.pdf --key me.p12 --level LT --tsa http://tsa.example/ -o signed.pdf
  countersign sign contract.docx --key me.p12 --detached -o contract.docx.p7s
  countersign extend signed.pdf --level LTA --tsa http://tsa.example/ -o archived.pdf
  countersign evidence create *.pdf --tsa http://tsa.example/ -o records/

Exit status: 0 all passed or done; 1 not, also where it cannot be told; 2 called wrongly.`
