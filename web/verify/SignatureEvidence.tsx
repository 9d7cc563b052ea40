import { useTranslation } from 'react-i18next'
import { Evidence } from '../ui/Evidence.tsx'
import { FactList } from '../ui/FactList.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { CheckList } from './CheckList.tsx'
import type { Report, SignatureReport } from './report.ts'
import classes from './CheckList.module.css'
import { readSubject } from './subjectName.ts'
import { useMessage } from './useMessage.ts'
import { toneOf } from './verdict.ts'

/** Told by the list of changes already. */
const toldAbove: ReadonlySet<string> = new Set(['document.changed-allowed', 'document.changed-after'])

/** One signature: who, when, with which certificate in which state then, and all that was checked about it. */
export function SignatureEvidence({ signature, report, open }: { readonly signature: SignatureReport; readonly report: Report; readonly open: boolean }) {
  const { t } = useTranslation('verify')
  const say = useMessage()
  const { exact, date } = useFormats()
  const { signer } = signature
  const name = signer === null ? undefined : readSubject(signer.subject)
  const stamp = report.timestamps.find((each) => each.signatureId === signature.id && each.time === signature.bestTime)
  const status = signature.messages.find((message) => message.code.startsWith('revocation.'))
  const tone = toneOf(signature)
  const stamped = stamp?.authority === null || stamp === undefined ? undefined : readSubject(stamp.authority.subject)
  return (
    <Evidence title={name?.headline ?? t('signature.unknown')} state={<StateWord tone={tone}>{t(`ui:verdict.${tone}`)}</StateWord>} open={open}>
      <FactList
        even
        facts={[
          { name: t('signature.by'), value: [name?.person, name?.title].filter((part) => part !== undefined).join(', ') },
          { name: t('signature.companyNumber'), value: name?.organisationNumber },
          { name: t('signature.personalNumber'), value: name?.personalNumber },
          stamped === undefined
            ? { name: t('signature.claimed'), value: signature.claimedTime === null ? t('signature.noTime') : exact(signature.claimedTime) }
            : {
                name: t('signature.existed'),
                value: t('signature.stamped', { time: exact(signature.bestTime), authority: stamped.person ?? stamped.headline }),
              },
          { name: t('signature.status'), value: status === undefined ? t('signature.noStatus') : say(status) },
          signer !== null && { name: t('signature.issuer'), value: readSubject(signer.issuer).person ?? signer.issuer },
          signer !== null && { name: t('signature.validity'), value: t('signature.fromTo', { from: date(signer.notBefore), to: date(signer.notAfter) }) },
          {
            name: t('signature.format'),
            value: [[signature.format, signature.level].filter((part) => part !== null).join('-'), signature.signatureAlgorithm, signature.digestAlgorithm]
              .filter((part) => part !== null)
              .join(', '),
          },
          {
            name: t('signature.conclusion'),
            value: signature.subIndication === null ? signature.indication : `${signature.indication} · ${signature.subIndication}`,
          },
          signer !== null && { name: t('signature.certificate'), value: <Fingerprint hex={signer.sha256} /> },
        ]}
      />
      {signature.changesAfter.length > 0 && (
        <div className="stack close small">
          <b>{t('signature.changes')}</b>
          <ul className={classes['changes']}>
            {signature.changesAfter.map((change) => (
              <li key={change.code + change.detail}>
                {t(`changes.${change.code}`, { defaultValue: change.detail })} · {t(change.allowed ? 'signature.changeAllowed' : 'signature.changeForbidden')}
              </li>
            ))}
          </ul>
        </div>
      )}
      <CheckList messages={signature.messages.filter((message) => !toldAbove.has(message.code))} />
    </Evidence>
  )
}
