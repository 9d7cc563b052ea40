"""pyHanko as a judge. Requests come as lines, words between tabs; each is answered with one line of words between tabs:
`validate FILE [DOCUMENT]`, `timestamp FILE DOCUMENT`, `pkcs12 FILE` and `sign FORMAT LEVEL STORE FILE RESULT`.
Arguments: the trust anchor (DER) and the address of a time-stamp authority (or -)."""

import asyncio
import hashlib
import io
import sys

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import (
    ades_lta_validation,
    ades_timestamp_validation,
    ades_with_time_validation,
    ades_basic_validation,
)
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

PASSWORD = b"peer"


class Peer:
    def __init__(self, anchor, authority):
        with open(anchor, "rb") as file:
            self.anchor = x509.Certificate.load(file.read())
        self.authority = authority
        self.spec = SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=[self.anchor]),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            )
        )

    async def answer(self, words):
        return await getattr(self, words[0])(*words[1:])

    async def validate(self, path, document=None):
        data = read(path)
        if data[:5] == b"%PDF-":
            return await self.validate_pdf(data)
        signed_data = cms.ContentInfo.load(data)["content"]
        digest = None
        if document is not None:
            name = signed_data["signer_infos"][0]["digest_algorithm"]["algorithm"].native
            digest = hashlib.new(name, read(document)).digest()
        check = ades_with_time_validation if is_stamped(signed_data) else ades_basic_validation
        return ["judged", said(await check(signed_data, self.spec, raw_digest=digest))]

    async def validate_pdf(self, data):
        try:
            reader, manner = PdfFileReader(io.BytesIO(data)), ""
            for signature in reader.embedded_regular_signatures:
                signature.compute_integrity_info()
        except Exception as refusal:
            if "hybrid" not in str(refusal).lower():
                raise
            reader, manner = PdfFileReader(io.BytesIO(data), strict=False), "hybrid, read leniently"
        verdicts = []
        for signature in reader.embedded_regular_signatures:
            process, result = await self.validate_embedded(signature, archived=bool(reader.embedded_timestamp_signatures))
            integrity = signature.summarise_integrity_info()
            changes = getattr(integrity["diff_result"], "modification_level", ModificationLevel.OTHER)
            remark = ", ".join(filter(None, [process, changes.name, manner]))
            verdicts.append(said(result, remark, holds=integrity["docmdp_ok"] and changes is not ModificationLevel.OTHER))
        return ["judged", *verdicts]

    async def validate_embedded(self, signature, archived):
        """The process of EN 319 102-1 for what is there: pyHanko's for time-stamps and archives want a time-stamp of the signature's own."""
        stamped = is_stamped(signature.signed_data)
        signature.compute_integrity_info()
        if stamped and archived:
            return "archival process", await ades_lta_validation(signature, PdfSignatureValidationSpec(self.spec))
        check = ades_with_time_validation if stamped else ades_basic_validation
        process = "with time" if stamped else "basic process"
        return process, await check(signature.signed_data, self.spec, raw_digest=signature.compute_digest())

    async def timestamp(self, path, document):
        token = cms.ContentInfo.load(read(path))["content"]
        content = read(document)
        return ["judged", said(await ades_timestamp_validation(token, self.spec, lambda name: hashlib.new(name, content).digest()))]

    async def pkcs12(self, path):
        signer = signers.SimpleSigner.load_pkcs12(path, passphrase=PASSWORD)
        return ["judged", "FAILED||" if signer is None else f"PASSED||{signer.signing_cert.subject.native['common_name']}"]

    async def sign(self, form, level, store, path, result):
        signer = signers.SimpleSigner.load_pkcs12(store, passphrase=PASSWORD)
        stamper = None if level == "B" else timestamps.HTTPTimeStamper(self.authority)
        data = read(path)
        if form == "pades":
            signed = await self.sign_pdf(data, level, signer, stamper)
        else:
            container = await signer.async_sign_general_data(
                data, "sha256", detached=form == "cades-detached", use_cades=True, timestamper=stamper
            )
            signed = container.dump()
        with open(result, "wb") as file:
            file.write(signed)
        return ["signed", result]

    async def sign_pdf(self, data, level, signer, stamper):
        kept = level in ("LT", "LTA")
        metadata = signers.PdfSignatureMetadata(
            field_name="Signature1",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=kept,
            use_pades_lta=level == "LTA",
            validation_context=ValidationContext(
                trust_roots=[self.anchor], allow_fetching=True, revocation_mode="require", other_certs=list(signer.cert_registry)
            )
            if kept
            else None,
        )
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(data))
            out = await signers.async_sign_pdf(writer, metadata, signer, timestamper=stamper)
        except Exception as refusal:
            if "hybrid" not in str(refusal).lower():
                raise
            writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
            out = await signers.async_sign_pdf(writer, metadata, signer, timestamper=stamper)
        return out.getvalue()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def is_stamped(signed_data):
    attributes = signed_data["signer_infos"][0]["unsigned_attrs"] or []
    return any(attribute["type"].native == "signature_time_stamp_token" for attribute in attributes)


def said(result, remark="", holds=True):
    """Indication, sub-indication, what was said besides."""
    verdict = result.ades_subindic
    passed = isinstance(verdict, AdESPassed)
    indication = "PASSED" if passed and holds else "FAILED" if passed else type(verdict).__name__.removeprefix("AdES").upper()
    remarks = " ".join(filter(None, [result.failure_msg or "", remark]))
    return f"{indication}|{'' if passed else verdict.name}|{remarks}"


def main():
    peer = Peer(*sys.argv[1:3])
    for line in sys.stdin:
        try:
            words = asyncio.run(peer.answer(line.rstrip("\n").split("\t")))
        except Exception as failure:
            words = ["error", f"{type(failure).__name__}: {failure}"]
        print("\t".join(word.replace("\n", " ").replace("\t", " ") for word in words), flush=True)


main()
