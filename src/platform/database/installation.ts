import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn } from './columns.js';
import { Database } from './database.js';

/** One row: which installation this database belongs to, and the key under which it signs cursors and hashes addresses. */
@Entity('installation')
export class InstallationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') secret: Buffer;
  @MomentColumn() createdAt: Date;
}

@Injectable()
export class Installation implements OnModuleInit {
  private row: InstallationEntity | undefined;

  constructor(private readonly db: Database) {}

  async onModuleInit(): Promise<void> {
    const [row] = await this.db.reading.find(InstallationEntity, { take: 1 });
    this.row = row;
  }

  get id(): string {
    return this.known.id;
  }

  get secret(): Buffer {
    return this.known.secret;
  }

  private get known(): InstallationEntity {
    if (!this.row) throw new Error('The database has no installation row: it was not prepared by Keyholder.');
    return this.row;
  }
}
