import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn } from './columns.js';
import { Database, type Tx } from './database.js';

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

  /** Also before the application has begun. */
  async idIn(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>('SELECT id FROM installation');
    return row?.id ?? this.known.id;
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
