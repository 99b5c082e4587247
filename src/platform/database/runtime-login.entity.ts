import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The restricted role that serves requests; only the owner of the database can read this table. */
@Entity('runtime_login')
export class RuntimeLoginEntity {
  @PrimaryColumn('text') role: string;
  @Column('text') password: string;
}
