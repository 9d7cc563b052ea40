/** In Chromium: key stores old and new, written by OpenSSL and Java over the bridge. */
import { keystoreSuite } from '../../engine/keystore/keystore.suite.ts'

keystoreSuite('Chromium')
