#!/usr/bin/perl
# One account at two machines: each browser of the office has a token of its own, sessions remember a
# hash of it, and acts that go to and fro between two machines within minutes are an entry of the
# ledger and a signal. Reading beside is none, nor is going from one machine to the other.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Browser;
use Office;
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN};
my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', yen => 'officer 25195.kt', ha => 'officer 25195.kt' });
my $api = Api->new(office => $o, tokens => { ha => 'ha dossiers.read,dossiers.act' });
my @code;
for my $n (1 .. 16) {
	my ($d) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => "Nguyễn Văn $n" } } ]);
	$o->act([ lan => hand_over => { dossier => $d->{code}, outcome => 'forward' } ]);
	push @code, $d->{code};
}
my $s = $o->serve(clock => '2026-03-02T08:30');

# One act of whoever sits there.
sub Browser::acts { my ($self) = @_; my $c = shift @code; return $self->post("/dossiers/$c/act/take", key => 'm' . ++$o->{n}) }

# All entries of that kind so far, out of the ledger as it is published.
sub told {
	my ($size) = $s->get('/log/checkpoint')->{body} =~ /\A[^\n]*\n(\d+)\n/ or die;
	my @told;
	for my $n (0 .. ($size - 1) / 256) {
		my $left = $size - 256 * $n;
		my $bundle = $s->get(sprintf('/log/tile/entries/%03d', $n) . ($left < 256 ? ".p/$left" : ''))->{body};
		while (length $bundle) {
			my $entry = substr $bundle, 2, unpack('n', $bundle);
			push @told, decode_json($entry) if $entry =~ /"kind":"two_machines"/;
			substr($bundle, 0, 2 + length $entry) = '';
		}
	}
	return @told;
}

# --- the token ---
my ($desk, $phone) = (Browser->new($o), Browser->new($o));
is($desk->get($_)->{status}, 200, "$_ is shown") for qw(/ /track /sign-in);
is_deeply([ sort keys %{ $desk->{jar} } ], [], 'nobody who only looks gets a token');
my $in = $desk->enter('tuan');
my ($set) = grep { /^machine=/ } @{ $in->{all}{'set-cookie'} };
like($set, qr/^machine=[0-9a-f]{64}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/, 'whoever signs in does');
my $first = $desk->{jar}{machine};
$desk->leave;
$desk->enter('tuan');
is($desk->{jar}{machine}, $first, 'and keeps it when signing out and in');
$phone->enter('tuan');
isnt($phone->{jar}{machine}, $first, 'another browser has another');
my $rogue = Browser->new($o);
$rogue->{jar}{machine} = 'x' x 64;
$rogue->enter('yen');
like($rogue->{jar}{machine}, qr/^[0-9a-f]{64}$/, 'what is none is made anew');

# --- what is none ---
is($desk->acts->{status}, 303, 'an act at the desk');
is($phone->get('/work')->{status}, 200, 'the telephone beside it reads');
is($desk->acts->{status}, 303, 'another act');
is(scalar(told()), 0, 'who reads beside the desk does nothing there');
my ($a, $b) = ($rogue, Browser->new($o));
is($a->acts->{status}, 303, 'at one machine');
$a->leave;
$b->enter('yen');
is($b->acts->{status}, 303, '… signed out, at the other one');
$b->leave;
$a->enter('yen');
is($a->acts->{status}, 303, '… and back');
is(scalar(told()), 0, 'who signs out goes from one to the other');
my $ha = Browser->new($o);
$ha->enter('ha');
is($ha->acts->{status}, 303, 'in a browser');
is($api->act('ha', take => { dossier => shift @code })->{status}, 200, '… by a program');
is($ha->acts->{status}, 303, '… in the browser again');
is(scalar(told()), 0, 'programs have no machine');

# --- what is ---
is($phone->acts->{status}, 303, 'the same account acts from the telephone');
is(scalar(told()), 0, 'once is going there');
is($desk->acts->{status}, 303, '… and from the desk again');
my @told = told();
is(scalar @told, 1, 'is one account at two machines');
my $e = $told[0];
is(scalar @{ $e->{body}{acts} }, 3, 'with three acts');
ok($e->{body}{acts}[2] < $e->{seq} && $e->{body}{acts}[0] < $e->{body}{acts}[1], 'in order');
my @devices = @{ $e->{body}{devices} };
is(scalar(grep { /^[0-9a-f]{16}$/ } @devices), 2, 'and two hashes');
isnt($devices[0], $devices[1], '… of different machines');
is(index(encode_json($e), substr $first, 0, 16), -1, 'no token is in it');
is($phone->acts->{status}, 303, 'and so on');
is($desk->acts->{status}, 303, 'and on');
is(scalar(told()), 1, 'is told once a day');

# --- who learns of it ---
is($s->stop, 0, 'it stops');
like(qx($dunghen signals --tell --db $o->{db} --clock 2026-03-02T08:40 --lang en), qr/\b1 new signal/, 'one is told');
$s = $o->serve(clock => '2026-03-02T09:00');
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }
my $page = text($o->get(tuan => '/signals'));
like($page, qr/Một tài khoản dùng trên hai máy/, 'the person is asked');
my ($path) = $page =~ m{href="(/signals/m[0-9a-z]{13})"};
my $one = text($o->get(tuan => $path));
like($one, qr/có thể người khác đã dùng tài khoản này/, 'in plain words');
my ($evidence) = $one =~ m{id="evidence">(.*?)</section>}s;
is(scalar(() = $evidence =~ /<li>/g), 4, 'with the three acts and the entry');
is(scalar(() = $evidence =~ m{href="/dossiers/}g), 3, '… each in its dossier');
like($evidence, qr{ghi nhận một tài khoản được dùng từ hai máy.*mục sổ $e->{seq}\b}s, '… which says what it is');
is($o->get(yen => $path)->{status}, 404, 'nobody else');
my ($rows) = text($o->get(qt => '/admin/search?kind=two_machines')) =~ m{<tbody>(.*?)</tbody>}s;
is($rows, undef, 'an administrator who searches the ledger finds nothing of it');
is($s->stop, 0, 'it stops again');
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'the store is whole');
done_testing();
