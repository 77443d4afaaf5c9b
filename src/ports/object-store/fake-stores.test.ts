import { describe } from 'vitest'
import { fakeStores } from './fake-stores.ts'
import { objectStoreContract } from './object-store-contract.ts'

describe('the stores in memory', () => objectStoreContract(async () => fakeStores()))
