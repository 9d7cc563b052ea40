/** `npm test` asks the same questions each time; `FC_SEED=…` asks others, and `npm run fuzz` never stops asking. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_121) })
