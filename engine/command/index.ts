/** Importing this runs the command: `countersign` of the server hands over to it. */
import './main.ts'
