import { ApiProperty } from '@nestjs/swagger';
import { CodeField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { Comment } from '../domain/comment.js';

export class NewCommentDto {
  @LabelField({ max: 64, example: 'mfa', description: 'A question that is asked.' }) questionId: string;
  @ProseField({ max: 4_000, example: 'Does that hold for administrators, too?' }) note: string;
}

export class ReplyDto {
  @ProseField({ max: 4_000, example: 'Yes, since March.' }) reply: string;
}

/** For reviewer and respondent alike. */
export class CommentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'Does that hold for administrators, too?' }) note: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, nullable: true, example: 'Yes, since March.' }) reply: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) repliedAt: Date | null;

  static of({ id, questionId, note, createdAt, reply, repliedAt }: Comment): CommentDto {
    return { id, questionId, note, createdAt, reply, repliedAt };
  }
}

const sorts = ['createdAt', '-createdAt'] as const;

export class CommentsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'createdAt' }) sort: (typeof sorts)[number] =
    'createdAt';
}
