/** Under `node --import`: whoever asks for `typescript` gets version 5. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=$|\/)/, 'typescript5'), context),
})
