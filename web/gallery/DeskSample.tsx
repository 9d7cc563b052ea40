import { useState } from 'react'
import { Link } from 'react-router'
import { Brand } from '../ui/Brand.tsx'
import { BulkBar } from '../ui/BulkBar.tsx'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Sorting } from '../ui/DataTable.tsx'
import { DeskLayout } from '../ui/DeskLayout.tsx'
import { FilterPills } from '../ui/FilterPills.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PlaceNav } from '../ui/PlaceNav.tsx'
import { Row, RowList } from '../ui/RowList.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { TabNav } from '../ui/TabNav.tsx'
import { renewals } from './people.ts'

const rows = [
  { id: '14', title: 'Supply contract № 14', under: 'Beta Trade LLC, Gamma FOP', side: '11:40', tone: 'wait', state: '2 of 3 signed' },
  {
    id: '77',
    title: 'Order 77 on the spring stocktaking of the warehouse in Lviv',
    under: '24 employees to acknowledge',
    side: '10:15',
    tone: 'wait',
    state: '19 of 24 acknowledged',
  },
  { id: '12', title: 'Lease, Shevchenka 12', under: 'Ivanenko Petro, 3287300012', side: 'Mon', tone: 'calm', state: 'waiting for your approval' },
  { id: '02', title: 'Act of works, February', under: 'Delta Build LLC', side: '4 Mar', tone: 'bad', state: 'declined: wrong amount' },
  { id: '26', title: 'Framework agreement 2026', under: 'Epsilon JSC', side: '1 Mar', tone: 'good', state: 'signed by all' },
] as const

export function DeskSample() {
  const [pill, setPill] = useState('mine')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['1', '2']))
  const [sorting, setSorting] = useState<Sorting>({ column: 'ends', direction: 'ascending' })
  return (
    <DeskLayout
      brand={<Brand />}
      chosen={new URLSearchParams(window.location.search).has('chosen')}
      places={
        <>
          <PlaceNav label="Places">
            <Link to="?show=desk" aria-current="page">
              Documents <span className="num">18</span>
            </Link>
            <Link to="?show=desk">
              Certificates <span className="num">14</span>
            </Link>
            <Link to="?show=desk">Templates</Link>
          </PlaceNav>
          <Button kind="primary">New document</Button>
        </>
      }
      listLabel="Documents"
      list={
        <>
          <SearchField label="Title, company, tax number" value={text} onChange={setText} shortcut="⌘K" />
          <FilterPills
            label="Which documents"
            value={pill}
            onChange={setPill}
            pills={[
              { value: 'mine', label: 'Needs me', count: 3 },
              { value: 'others', label: 'Waiting', count: 6 },
              { value: 'expiring', label: 'Expiring', count: 2 },
              { value: 'done', label: 'Done' },
              { value: 'declined', label: 'Declined' },
            ]}
          />
          <RowList label="Documents">
            {rows.map((row, index) => (
              <Row
                key={row.id}
                here={index === 0}
                unread={index === 2}
                title={row.title}
                under={row.under}
                side={row.side}
                state={<StateWord tone={row.tone}>{row.state}</StateWord>}
                link={(props) => <Link to="?show=desk&chosen" {...props} />}
              />
            ))}
          </RowList>
        </>
      }
    >
      <div className="stack">
        <PageTitle
          under="14 end within 60 days. New ones start by themselves on the day the old ones end."
          actions={<Button slim>Order for new employees</Button>}
        >
          Employees&apos; certificates
        </PageTitle>
        <TabNav label="Views">
          <Link to="?show=desk" aria-current="page">
            Expiring soon 14
          </Link>
          <Link to="?show=desk">Active 3,021</Link>
          <Link to="?show=desk">Applications 6</Link>
        </TabNav>
        <DataTable
          label="Certificates"
          items={renewals}
          keyOf={(each) => each.id}
          nameOf={(each) => each.name}
          chosen={chosen}
          onChoose={setChosen}
          sorting={sorting}
          onSort={setSorting}
          columns={[
            { id: 'person', header: 'Person', sortable: true, cell: (each) => <SealChip size="tiny" fingerprint={each.fingerprint} name={each.name} /> },
            { id: 'powers', header: 'Powers', cell: (each) => each.powers },
            { id: 'ends', header: 'Ends', sortable: true, tight: true, cell: (each) => each.ends },
            {
              id: 'state',
              header: 'State',
              cell: (each) => (
                <StateWord tone={each.state[0]} mark={each.state[1]}>
                  {each.state[2]}
                </StateWord>
              ),
            },
          ]}
        />
        <BulkBar count={chosen.size} actions={<Button kind="primary">Renew {chosen.size} certificates</Button>}>
          Each gets a letter and makes a new PIN; you confirm once with your own key.
        </BulkBar>
      </div>
    </DeskLayout>
  )
}
