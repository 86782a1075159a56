#!/usr/bin/perl
# Those who answer for others: the signer's, the records clerk's and the heads' pages.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
is(system("$dunghen demo --no-serve --db $db --dossiers 300 --months 1 --until 2026-11-23 >/dev/null 2>&1"),
	0, 'a province');
my ($list) = map { decode_json($_) } `$dunghen dossier list --db $db --limit 500 --json`;
my @open   = grep { $_->{state} eq 'open' && $_->{holder}{person} } @{ $list->{dossiers} };
my $s      = Served->start(db => $db);

# A browser's jar for one person.
sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page { my ($who, $path) = @_; return $s->get($path, Cookie => $who) }

# Fields may stand more than once: name => value, name => value …
sub form {
	my ($who, $path, @field) = @_;
	my @pair;
	while (my ($name, $v) = splice @field, 0, 2) {
		$v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
		push @pair, "$name=$v";
	}
	return $s->post($path, join('&', @pair), Cookie => $who);
}
sub hidden { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }
sub timeline { my ($code) = @_; return scalar `$dunghen dossier timeline $code --db $db --json` }

# --- the signer ---
my ($wait) = grep { $_->{holder}{post} eq 'head' && $_->{holder}{unit} =~ /^\d+$/ } @open;
ok($wait, 'something waits with the head of an agency');
my $code = $wait->{code};
my $head = enter($wait->{holder}{person});
my $sign = page($head, '/sign');
is($sign->{status}, 200, 'the list to sign');
like($sign->{body}, qr/\Q$code\E/, 'has it');
my $one = page($head, "/sign/$code");
is($one->{status}, 200, 'one to sign');
like($one->{body}, qr/<b>(CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG)<\/b>/, 'with the block of the signature');
like($one->{body}, qr{action="/sign/\Q$code\E/act/sign"}, 'and the form');
my $token = hidden($one, 'token');
is(form($head, "/sign/$code/act/deliver", token => $token, key => 'l1')->{status}, 404, 'no other action there');
my $bare = form($head, "/sign/$code/act/send_back", token => $token, key => 'l2', note => 'Thiếu <b>lý do</b>');
is($bare->{status}, 422, 'sent back without a reason is refused');
like($bare->{body}, qr/Thiếu &lt;b&gt;lý do/, 'with what was typed');
my $done = form($head, "/sign/$code/act/sign", token => $token, key => 'l3');
is($done->{header}{location}, "/sign?sign=$code", 'signed, back to the list');
like(timeline($code), qr/"kind":"signed"/, 'on record');
like(page($head, "/sign/$code")->{body}, qr/Hiện ông\/bà không ký được/, 'signed once');

# Who leads nothing signs nothing.
my ($officer) = map { $_->{holder}{person} } grep { $_->{holder}{post} eq 'officer' } @open;
is(page(enter($officer), "/sign/$code")->{status}, 403, 'not for an officer');

is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
done_testing();
