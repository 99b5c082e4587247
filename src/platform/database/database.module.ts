import { Global, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Database } from './database.js';
import { Installation } from './installation.js';
import { Lists } from './lists.js';

/** Closes the pools last, after every loop and request has ended. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly db: Database) {}

  onApplicationShutdown(): Promise<void> {
    return this.db.close();
  }
}

@Global()
@Module({})
export class DatabaseModule {
  static with(options: DataSourceOptions): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DataSource, useFactory: () => new DataSource(options).initialize() },
        Database,
        DatabaseCloser,
        Installation,
        Lists,
      ],
      exports: [DataSource, Database, Installation, Lists],
    };
  }
}
