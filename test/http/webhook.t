#!/usr/bin/perl
# Webhooks over real HTTP: a small receiver on this machine that fails first, what it is
# told, the signature it checks, and what is refused.
use strict;
use warnings;
use Digest::SHA qw(hmac_sha256);
use File::Temp qw(tempdir);
use FindBin;
use IO::Select;
use IO::Socket::INET;
use JSON::PP;
use MIME::Base64;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', minh => 'officer 25195.vhxh' });
my $db = $office->{db};

sub webhook {
	my ($words) = @_;
	my $clock = $words =~ /--as/ ? "--clock $office->{clock}" : '';
	my $out = `$dunghen webhook $words $clock --db $db --json 2>/dev/null`;
	return ($? >> 8, $out ? decode_json($out) : undef);
}

# --- the receiver: answers as it is told, and keeps what came ---
my $door = IO::Socket::INET->new(Listen => 8, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die "no receiver\n";
my $port = $door->sockport;
# Waits for one message, at most 30 seconds; answers with that status.
sub receive {
	my ($status, %o) = @_;
	IO::Select->new($door)->can_read(30) or return;
	my $c = $door->accept or return;
	my $text = $o{blind} ? "\r\n\r\n" : '';
	while ($text !~ /\r\n\r\n/) { sysread($c, $text, 65536, length $text) or last }
	my ($head, $body) = split /\r\n\r\n/, $text, 2;
	my ($first, @lines) = split /\r\n/, $head;
	my %h = map { /^([^:]+): *(.*)/ ? (lc $1 => $2) : () } @lines;
	while (length $body < ($h{'content-length'} // 0)) { sysread($c, $body, 65536, length $body) or last }
	print $c $o{raw} // "HTTP/1.1 $status X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	close $c;
	return { first => $first, head => \%h, body => $body };
}
sub silence { return !IO::Select->new($door)->can_read(0) }

# --- adding ---
is((webhook("add http://127.0.0.1:$port/in --as qt"))[0], 1, 'plain http is refused');
is((webhook("add ftp://127.0.0.1/ --webhook-local --as qt"))[1]{code}, 'hook.url', 'and what is no web address');
is((webhook("add https://user:word\@example.org/ --as qt"))[1]{code}, 'hook.url', 'and a password in it');
is((webhook("add https://example.org/ --as lan"))[1]{code}, 'right.admin', 'only an administrator adds one');
is((webhook("add https://example.org/ --kinds ready,password_given --as qt"))[1]{code}, 'hook.kind', 'only of what becomes of dossiers');
is((webhook('add'))[0], 2, 'misuse');
my ($status, $v) = webhook("add http://127.0.0.1:$port/in --webhook-local --as qt");
is($status, 0, 'added, on this machine because it was said');
is($v->{webhook}, 1, 'number one');
my ($secret) = $v->{secret} =~ /^whsec_([A-Za-z0-9+\/]{43}=)$/;
ok($secret, 'with a secret to check by');
my $key = decode_base64($secret);
($status, $v) = webhook("add http://127.0.0.1:$port/ready --kinds ready,signed --webhook-local --as qt");
is($status, 0, 'another, for some kinds');
($status, $v) = webhook('list');
is_deeply([ map { "$_->{webhook} $_->{state} $_->{kinds}" } @$v ], [ '1 new ', '2 new ready signed' ], 'listed');
unlike(`cat $db/store.db $db/store.db-wal`, qr/\Q$secret\E|\Q$key\E/, 'the secret stands nowhere in clear');
unlike(`$dunghen ledger export $office->{dir}/log --db $db >/dev/null 2>&1; grep -ra webhook_added $office->{dir}/log`, qr/127\.0\.0\.1/, 'the public log tells no address');

sub good {
	my ($m) = @_;
	my $h = $m->{head};
	my $mac = encode_base64(hmac_sha256("$h->{'webhook-id'}.$h->{'webhook-timestamp'}.$m->{body}", $key), '');
	return $h->{'webhook-signature'} eq "v1,$mac" && abs($h->{'webhook-timestamp'} - time) < 60;
}

# --- a test of it, from the command line ---
sub try_it {
	my ($words, $status, %o) = @_;
	my $pid = open my $out, '-|', "$dunghen webhook test $words --db $db --json 2>/dev/null" or die;
	my $m = $o{nobody} ? undef : receive($status, %o);
	my $said = join '', <$out>;
	close $out;
	return ($? >> 8, decode_json($said), $m);
}
my ($code, $said, $m) = try_it('1 --webhook-local', 204);
is($code, 0, 'a test arrives');
is($said->{said}, '204', 'with what was answered');
ok(good($m), 'signed');
is($m->{first}, 'POST /in HTTP/1.1', 'at its address');
is(decode_json($m->{body})->{type}, 'ping', 'and says nothing');
($code, $said) = try_it('1', 0, nobody => 1);
is($code, 1, 'this machine is not reached unless that is said');
is($said->{code}, 'hook.said.refused', 'which is told');
ok(silence(), 'really');
($code, $said) = try_it('1 --webhook-local', 500);
is($said->{code}, 'hook.failed', 'an error of the receiver');
($code, $said, $m) = try_it('1 --webhook-local', 0, raw => "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:$port/elsewhere\r\nContent-Length: 0\r\n\r\n");
is($code, 1, 'who sends elsewhere is not followed');
ok(silence(), 'really');
# --- what is reached, and what is not ---
($status, $v) = webhook("add https://localhost:$port/ --as qt");
is($status, 0, 'a name may stand for anything');
($code, $said) = try_it('3', 0, nobody => 1);
is($code, 1, 'but where it leads to this machine');
is($said->{code}, 'hook.said.refused', 'it is refused');
ok(silence(), 'before anything is sent');
($code, $said) = try_it('3 --webhook-local', 0, blind => 1, raw => "HTTP/1.1 200 X\r\n\r\n");
is($said->{code}, 'hook.said.tls', 'allowed, it speaks TLS and nothing else');
system("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "
	. "-keyout $office->{dir}/key.pem -out $office->{dir}/cert.pem >/dev/null 2>&1") == 0 or die "no certificate\n";
my $free = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die;
my $tls_port = $free->sockport;
close $free;
my $tls = open(my $tls_out, '-|', "exec openssl s_server -accept 127.0.0.1:$tls_port -cert $office->{dir}/cert.pem -key $office->{dir}/key.pem -www 2>/dev/null") or die;
for (1 .. 100000) { last if IO::Socket::INET->new(PeerAddr => "127.0.0.1:$tls_port") }
is((webhook("add https://localhost:$tls_port/ --as qt"))[1]{webhook}, 4, 'one with a certificate of its own');
($code, $said) = try_it('4 --webhook-local', 0, nobody => 1);
is($said->{code}, 'hook.said.tls', 'that nobody vouches for is not trusted');
kill TERM => $tls;
close $tls_out;
is((webhook("remove $_ --as qt"))[0], 0, 'removed') for 3, 4;
is((webhook('test 9'))[1]{code}, 'hook.none', 'one that is not there');

# --- what becomes of dossiers is told, and tried until it arrives ---
my $s = $office->serve(clock => $office->{clock}, 'webhook-local' => undef);
ok(silence(), 'what was before is not told');
my @courier = `ps -o pid= --ppid $s->{pid}` =~ /\d+/g;
is(scalar @courier, 1, 'one process beside the server may go out');
my %is = map { /^(\w+):\s*(.*)/ ? ($1 => $2) : () } split /\n/, `cat /proc/$courier[0]/status`;
is("$is{Seccomp} $is{NoNewPrivs} $is{CapEff}", '2 1 0000000000000000', 'and may do little else');
my @held = map { readlink("/proc/$courier[0]/fd/$_") } grep { $_ > 2 } map { m{/(\d+)$} } glob "/proc/$courier[0]/fd/*";
is(scalar @held, 1, 'it holds its end of the pair');
like($held[0], qr/^socket:/, 'and nothing of the store or of the server');
is($s->stop, 0, 'it stops');
my @made = $office->act([ lan => receive_new => { procedure => '1.000656', channel => 'counter', receiving => '25195.mc', owner => { name => 'Tran Van A', id_number => '079200000001' } } ]);
my $dossier = $made[0]{code};
like($dossier // '', qr/^H19\./, 'a dossier is received');
my @kinds = $office->kinds($dossier);
$s = $office->serve(clock => $office->{clock}, 'webhook-local' => undef);
$m = receive(500);
ok($m && good($m), 'the first message');
my $id = $m->{head}{'webhook-id'};
my %told;
while (keys %told < @kinds) {
	$m = receive(204) or last;
	ok(good($m), 'signed, at the time it is sent');
	my $body = decode_json($m->{body});
	$told{ $m->{head}{'webhook-id'} } = $body;
	is($body->{data}{code}, $dossier, "$body->{type} of the dossier");
}
ok($told{$id}, 'what was answered with an error came again, by the same id');
is_deeply([ sort map { $_->{type} } values %told ], [ sort map { "dossier.$_" } @kinds ], 'each entry is told');
unlike(join('', map { encode_json($_) } values %told), qr/Tran|0792/, 'and nothing of people');
like($s->get('/health')->{body}, qr/./, 'the pages are served meanwhile');
is($s->stop, 0, 'it stops');
($status, $v) = webhook('list');
is($v->[0]{state}, 'good', 'the list says that it arrives');
is($v->[0]{delivered}, scalar @kinds, 'how many');
is($v->[0]{waiting}, 0, 'and that nothing waits');
is($v->[1]{state}, 'new', 'whoever wants other kinds was told nothing');

# --- one that is not there does not hold up anybody ---
$office->act([ lan => receive_new => { procedure => '1.000656', channel => 'counter', receiving => '25195.mc', owner => { name => 'Le Thi B', id_number => '079200000002' } } ]);
$s = $office->serve(clock => $office->{clock});
my $deadline = time + 30;
do { ($status, $v) = webhook('list') } until $v->[0]{state} eq 'failing' || time > $deadline;
is($v->[0]{state}, 'failing', 'without --webhook-local nothing goes to this machine');
is($v->[0]{last_said}, 'refused', 'and the list says why');
cmp_ok($v->[0]{waiting}, '>', 0, 'it waits');
like(`$dunghen webhook list --lang en --db $db`, qr{^1 +http://127\.0\.0\.1:$port/in +all +failing since \S.* This address may not be reached\.\s*$}m, 'as people read it too');
ok(silence(), 'nothing came');
is($s->get('/health')->{status}, 200, 'the pages are served');
is($s->stop, 0, 'it stops');

# --- removed ---
is((webhook('remove 1'))[0], 2, 'nobody removes one unnamed');
is((webhook('remove 1 --as lan'))[1]{code}, 'right.admin', 'nor without the right');
is((webhook('remove 1 --as qt'))[0], 0, 'an administrator does');
is((webhook('remove 1 --as qt'))[1]{code}, 'hook.none', 'once');
is((webhook('remove 2 --as qt'))[0], 0, 'the other too');
is_deeply((webhook('list'))[1], [], 'there are none');
$s = $office->serve(clock => $office->{clock}, 'webhook-local' => undef);
my $left = 1;
for (1 .. 500) { $left = () = `ps -o pid= --ppid $s->{pid}` =~ /\d+/g; last if !$left }
is($left, 0, 'then no process may go out');
is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');

# --- a restored store tells nobody ---
is((webhook("add http://127.0.0.1:$port/in --webhook-local --as qt"))[1]{webhook}, 5, 'no number comes twice');
system("$dunghen backup $office->{dir}/b --db $db >/dev/null 2>&1") == 0 or die "no backup\n";
system("$dunghen restore $office->{dir}/b --db $office->{dir}/r >/dev/null 2>&1") == 0 or die "not restored\n";
$db = "$office->{dir}/r";
is_deeply((webhook('list'))[1], [], 'a restored store has no webhooks');
done_testing();
