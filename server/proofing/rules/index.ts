export * from './application.ts'
