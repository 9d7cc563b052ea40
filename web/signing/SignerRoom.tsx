import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.ts'
import type { As, DocumentPage, Participant } from '../documents/queries.ts'
import { cloudKeysQuery, usable } from '../keys/cloudKeys.ts'
import { Button } from '../ui/Button.tsx'
import type { ChosenKey } from './chosenKey.ts'
import { DeclineButton } from './DeclineButton.tsx'
import { KeyDialog } from './KeyDialog.tsx'
import { RoomShell } from './RoomShell.tsx'
import { SignAct } from './SignAct.tsx'

type SignerRoomProps = { readonly document: DocumentPage; readonly me: Participant; readonly as: As }

/** Read, choose the key, sign. */
export function SignerRoom({ document, me, as }: SignerRoomProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web' })
  const { account } = useSession()
  const cloudKeys = useQuery({ ...cloudKeysQuery, enabled: account !== null }).data?.filter(usable) ?? []
  const [picked, setPicked] = useState<ChosenKey>()
  const [choosing, setChoosing] = useState(false)
  const [own] = cloudKeys
  // Whoever has one key of their own need not look for it.
  const chosen = picked ?? (own === undefined ? undefined : { kind: 'cloud' as const, key: own })
  return (
    <RoomShell
      document={document}
      me={me}
      as={as}
      act={
        chosen === undefined ? (
          <Button kind="primary" wide onClick={() => setChoosing(true)}>
            {t('choose.open')}
          </Button>
        ) : (
          <SignAct key={chosen.key.certificate.sha256} document={document} me={me} as={as} chosen={chosen} onChange={() => setChoosing(true)} />
        )
      }
    >
      <p className="small soft">{t('room.consequence')}</p>
      <DeclineButton document={document} as={as} />
      <KeyDialog
        open={choosing}
        cloudKeys={cloudKeys}
        onClose={() => setChoosing(false)}
        onChosen={(key) => {
          setPicked(key)
          setChoosing(false)
        }}
      />
    </RoomShell>
  )
}
