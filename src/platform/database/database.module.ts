import { Global, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Database } from './database.js';
import { Installation } from './installation.js';
import { Lists } from './lists.js';

/** Closes the pool last, after every loop and request has ended. */
@Injectable()
class DataSourceCloser implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
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
        DataSourceCloser,
        Installation,
        Lists,
      ],
      exports: [DataSource, Database, Installation, Lists],
    };
  }
}
