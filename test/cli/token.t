#!/usr/bin/perl
# Tokens of programs from the command line: shown once, kept as a hash, on the record.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";

sub token {
	my ($words) = @_;
	my $out = `$dunghen token $words --db $db --json 2>/dev/null`;
	return ($? >> 8, $out ? decode_json($out) : undef);
}

sub refused {
	my ($words, $key, $name, $exit) = @_;
	my ($status, $said) = token($words);
	is($status, $exit // 1, "$name: refused");
	is($said->{code}, $key, "$name: $key");
}

system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null");
open my $act, '|-', "$dunghen act --db $db >/dev/null" or die;
print $act encode_json({ key => $_->[0], as => 'qt', do => $_->[1], args => $_->[2],
	at => '2026-03-02T08:00' }), "\n" for
	[ 'k1', 'add_person', { key => 'lan', name => 'Ngo Thi Thu' } ],
	[ 'k2', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' } ],
	[ 'k3', 'add_person', { key => 'cho' } ];
close $act;

my $clock = '--clock 2026-03-02T09:00';
my $until = '--until 2026-06-30';
is_deeply((token('list'))[1], [], 'none at first');
my ($status, $made) = token("create --for lan --scopes dossiers.act,dossiers.read $until --note may-quet --as qt $clock");
is($status, 0, 'one is made');
like($made->{secret}, qr/^dht_[0-9a-f]{64}$/, 'and shown');
is($made->{scopes}, 'dossiers.read dossiers.act', 'with its scopes in the order of the table');
is($made->{until}, '2026-06-30T00:00:00+07:00', 'until that day');
my (undef, $portal) = token("create --for portal --scopes procedures.read $until --as qt $clock");
is($portal->{for}, 'portal', 'another for the portal');
isnt($portal->{secret}, $made->{secret}, 'no two are the same');

refused("create --for lan --scopes dossiers.read $until --as lan $clock", 'right.admin', 'made by a clerk');
refused("create --for nobody --scopes dossiers.read $until --as qt $clock", 'person.unknown', 'for nobody');
refused("create --for cho --scopes dossiers.read $until --as qt $clock", 'token.no_post', 'for somebody without a post');
refused("create --for lan --scopes dossiers.write $until --as qt $clock", 'token.scope', 'an unknown scope', 2);
refused("create --for lan --scopes ',' $until --as qt $clock", 'token.no_scope', 'no scope', 2);
refused("create --for portal --scopes people.read $until --as qt $clock", 'token.portal_scope', 'people for the portal');
refused("create --for lan --scopes dossiers.read --until 2026-03-02 --as qt $clock", 'token.end', 'an end today');
refused("create --for lan --scopes dossiers.read --until 2028-03-09 --as qt $clock", 'token.end', 'an end too far away');
refused("create --for lan --scopes dossiers.read $until --note 'Máy quét' --as qt $clock", 'token.note', 'a note in words');
is((token("create --for lan --scopes dossiers.read --as qt"))[0], 2, 'without an end: misuse');
is((token("create --for lan --scopes dossiers.read $until"))[0], 2, 'by nobody: misuse');
is((token('frobnicate'))[0], 2, 'an unknown word is misuse');

($status, my $list) = token("list $clock");
is_deeply([ map { "$_->{token} $_->{for} $_->{note} $_->{made_by} $_->{state}" } @$list ],
	[ '1 lan may-quet qt good', '2 portal  qt good' ], 'both are listed');
is((token('list --clock 2026-07-01T08:00'))[1][0]{state}, 'ended', 'after its end one has ended');
unlike(encode_json($list), qr/dht_/, 'no list shows one again');

is((token("revoke 1 --as qt $clock"))[0], 0, 'revoked');
refused("revoke 1 --as qt $clock", 'token.is_revoked', 'twice');
refused("revoke 9 --as qt $clock", 'token.none', 'one there is not');
refused("revoke 2 --as lan $clock", 'right.admin', 'by a clerk');
is((token('revoke 2'))[0], 2, 'by nobody: misuse');
is((token("list $clock"))[1][0]{state}, 'revoked', 'listed as such');

my $bytes = `cat $db/*.db $db/*.db-wal 2>/dev/null`;
my ($hex) = $made->{secret} =~ /dht_(.*)/;
is(index($bytes, $hex), -1, 'the token stands nowhere in the store');
is(index($bytes, pack 'H*', $hex), -1, 'nor its bytes');
my @kinds = $bytes =~ /"kind":"(token_\w+)"/g;
ok((grep { $_ eq 'token_made' } @kinds) >= 2 && (grep { $_ eq 'token_revoked' } @kinds) >= 1, 'each is an entry');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');

system("$dunghen backup $dir/b --db $db >/dev/null") == 0 or die;
system("$dunghen restore $dir/b --db $dir/r >/dev/null") == 0 or die;
$db = "$dir/r";
is_deeply((token('list'))[1], [], 'a restored store begins without any');
done_testing();
