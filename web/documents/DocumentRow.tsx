import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import { Row } from '../ui/RowList.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { listState } from './listState.ts'
import { type ListedDocument, titleOf } from './queries.ts'
import { useMoments } from './useMoments.ts'

type DocumentRowProps = { readonly document: ListedDocument; readonly list: string | undefined; readonly here: boolean }

export function DocumentRow({ document, list, here }: DocumentRowProps) {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const { brief } = useMoments()
  const { account } = useSession()
  const { tone, mark, key, values } = listState(document)
  const others = document.participants.filter(({ email }) => email !== account?.email)
  const names = (others.length > 0 ? others : document.participants).map(({ name, email }) => name || email)
  return (
    <Row
      here={here}
      unread={document.needsMe}
      title={titleOf(document.name)}
      side={<time dateTime={document.changedAt}>{brief(document.changedAt)}</time>}
      under={names.length > 0 ? names.join(', ') : t('list.alone')}
      state={
        <StateWord tone={tone} mark={mark}>
          {t(`state.${key}`, values)}
        </StateWord>
      }
      link={(props) => <Link to={paths.document(document.id, list)} {...props} />}
    />
  )
}
