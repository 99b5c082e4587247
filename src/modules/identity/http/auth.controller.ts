import { Body, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AllowPersons, Public } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { everybodyInside } from '../../../shared/roles.js';
import { SessionsService } from '../sessions.service.js';
import { UsersService } from '../users.service.js';
import { LoginDto, MeDto, PasswordDto, RefreshDto, TokensDto } from './auth.dto.js';

@Resource('auth', 'Identity')
export class AuthController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in with e-mail address and password' })
  @ApiOkResponse({ type: TokensDto })
  async login(@Body() { email, password }: LoginDto, @Ip() address: string): Promise<TokensDto> {
    return TokensDto.of(await this.sessions.signIn(email, password, address));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Exchange a refresh token for the next pair; presented twice, it ends the session',
  })
  @ApiOkResponse({ type: TokensDto })
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokensDto> {
    return TokensDto.of(await this.sessions.refresh(refreshToken));
  }

  @Post('logout')
  @HttpCode(204)
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'End this session; its tokens stop working at once' })
  @ApiNoContentResponse()
  logout(@Who() { id, grant }: Principal): Promise<void> {
    return this.sessions.signOut(String(grant['sessionId']), id);
  }

  @Get('me')
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: MeDto })
  async me(@Who() { id }: Principal): Promise<MeDto> {
    return MeDto.of(await this.users.get(id));
  }

  @Post('password')
  @HttpCode(204)
  @AllowPersons(...everybodyInside)
  @ApiOperation({ summary: 'Set a new password of one’s own; other sessions end' })
  @ApiNoContentResponse()
  password(
    @Who() { id, grant }: Principal,
    @Body() { currentPassword, password }: PasswordDto,
  ): Promise<void> {
    const given = { current: currentPassword, next: password };
    return this.users.changeOwnPassword(id, String(grant['sessionId']), given);
  }
}
