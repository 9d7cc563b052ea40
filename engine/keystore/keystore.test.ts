import { keystoreSuite } from './keystore.suite.ts'

keystoreSuite('Node')
