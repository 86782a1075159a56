#!/usr/bin/perl
# Messages to people by a real mail server and over real HTTP: the settings, a try of them,
# what is refused before anything is sent. What the program sends by itself: proved.t.
use strict;
use warnings;
use FindBin;
use IO::Socket::INET;
use JSON::PP;
use lib $FindBin::Bin;
use Office;
use Post;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $post = Post->new;
my $settings = $post->settings;

# Tries an address; the exit status, what was said, what $take took meanwhile.
sub try_it {
	my ($address, $file, $take) = @_;
	my $pid = open my $out, '-|', "$dunghen sender test '$address' --senders $file --json 2>/dev/null" or die;
	my $took = $take ? $take->() : undef;
	my $said = join '', <$out>;
	close $out;
	return ($? >> 8, $said ? decode_json($said) : {}, $took);
}

# --- the settings ---
sub code { return (try_it('an@example.vn', $_[0]))[1]{code} }
my %mail = (url => "smtp://127.0.0.1:$post->{port}", from => 'motcua@example.vn');
is(code("$post->{dir}/none"), 'file.missing', 'a file that is not there');
is(code($post->file({ mail => { %mail } }, 0644)), 'senders.open', 'one that others can read');
is(code($post->file([])), 'senders.none', 'one that is no object');
is(code($post->file({})), 'senders.none', 'one that says nothing');
is(code($post->file({ mial => {} })), 'senders.member', 'a misspelt part');
is(code($post->file({ mail => { %mail, pasword => 'x' } })), 'senders.member', 'in a part too');
is(code($post->file({ mail => { %mail, url => 'http://127.0.0.1/' } })), 'senders.value', 'no mail server');
is(code($post->file({ mail => { %mail, url => 'smtp://user:word@127.0.0.1/' } })), 'senders.value', 'a password in the address');
is(code($post->file({ mail => { %mail, from => 'Mot cua <x@example.vn>' } })), 'senders.value', 'a name in the address');
is(code($post->file({ mail => { %mail, from => "x\@example.vn\r\nBcc: y\@example.vn" } })), 'senders.value', 'a line end in it');
is(code($post->file({ mail => { %mail, user => 'x' } })), 'senders.value', 'a name without a password');
is(code($post->file({ mail => { %mail, plain => JSON::PP::true } })), 'senders.value', 'no TLS, and not said that it is this machine');
is(code($post->file({ sms => { url => 'http://127.0.0.1/' } })), 'senders.value', 'a gateway without TLS');
is(code($post->file({ sms => { url => 'https://127.0.0.1/' } })), 'sender.unset', 'a way that is not set');
is((try_it('nobody', $settings))[1]{code}, 'sender.address', 'an address that is none');
is((try_it("an\@example.vn\nBcc: x\@example.vn", $settings))[1]{code}, 'sender.address', 'nor with a line end in it');
is(system("$dunghen sender test an\@example.vn >/dev/null 2>&1") >> 8, 2, 'misuse');
is(system("$dunghen sender try >/dev/null 2>&1") >> 8, 2, 'misuse');

# --- a letter ---
my ($status, $said, $l) = try_it('an@example.vn', $settings, sub { $post->letter });
is($status, 0, 'a letter is taken');
is($said->{said}, '250', 'as the server says');
is("$l->{from} @{$l->{to}}", 'motcua@example.vn an@example.vn', 'from whom and to whom');
is($l->{head}{to}, '<an@example.vn>', 'in the letter too');
like($l->{subject}, qr/^Th\x{1b0} th\x{1eed} c\x{1ee7}a h\x{1ec7} th\x{1ed1}ng/, 'a Vietnamese subject');
like($l->{text}, qr/m\x{1ed9}t c\x{1eed}a/, 'and text');
is($l->{head}{'content-type'}, 'text/plain; charset=UTF-8', 'as such');
like($l->{head}{date}, qr/^\d+ \w{3} \d{4} \d\d:\d\d:\d\d \+0700$/, 'with a date');
like($l->{head}{'message-id'}, qr/^<msg[0-9a-f]+\@example\.vn>$/, 'and a number');
($status, $said) = try_it('nobody@example.vn', $settings);
is("$status $said->{code}", '1 sender.failed', 'an address that nobody has');
like($said->{message}{en}, qr/550/, 'with what was answered');
($status, $said) = try_it('an@example.vn', $post->settings(url => 'smtp://127.0.0.1:1'));
is($said->{code}, 'sender.said.connect', 'nobody there');
($status, $said) = try_it('an@example.vn', $post->settings(plain => JSON::PP::false));
is($said->{code}, 'sender.said.tls', 'without TLS nothing is sent unless that was said');
($status, $said) = try_it('an@example.vn', $post->file({ mail => { %mail, url => "smtp://localhost:$post->{port}" } }));
is($said->{code}, 'sender.said.refused', 'this machine is not reached unless that was said');
ok($post->silence, 'really');

# --- with a password, and TLS ---
my $dir = $post->{dir};
system("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "
	. "-keyout $dir/key.pem -out $dir/cert.pem >/dev/null 2>&1") == 0 or die "no certificate\n";
my $locked = Post->new(words => [ 'motcua', 'mat-khau' ]);
($status, $said, $l) = try_it('an@example.vn', $locked->settings(user => 'motcua', password => 'mat-khau'), sub { $locked->letter });
ok($status == 0 && $l->{login}, 'by name and password');
($status, $said) = try_it('an@example.vn', $locked->settings(user => 'motcua', password => 'sai'));
is($said->{code}, 'sender.failed', 'by a wrong password');
like($said->{message}{en}, qr/535/, 'which the server says');
my $sealed = Post->new(words => [ '--tls', "$dir/cert.pem", "$dir/key.pem" ]);
($status, $said) = try_it('an@example.vn', $sealed->settings(url => "smtp://localhost:$sealed->{port}", plain => JSON::PP::false));
is($said->{code}, 'sender.said.tls', 'a certificate that nobody vouches for is not trusted');
ok($sealed->silence, 'and nothing was sent');

# --- a text message ---
my $sms;
($status, $said, $sms) = try_it('0912 345 678', $settings, sub { $post->sms });
is($status, 0, 'a text message is taken');
is($sms->{first}, 'POST /send HTTP/1.1', 'at its address');
is($sms->{head}{authorization}, 'Bearer gateway-token', 'with the token');
is($sms->{head}{'content-type'}, 'application/json', 'as JSON');
is($sms->{head}{'idempotency-key'}, $sms->{id}, 'and a number, so that it may come twice');
is($sms->{to}, '+84912345678', 'to a number with its country');
like($sms->{text}, qr/m\x{1ed9}t c\x{1eed}a/, 'saying what it is');
($status, $said) = try_it('0912345678', $settings, sub { $post->sms(402) });
is($said->{code}, 'sender.failed', 'one that is not taken');
like($said->{message}{en}, qr/402/, 'with what was answered');

# --- served: a process that may go out, and nothing more ---
my $office = Office->new(clock => '2026-03-02T08:00', people => {});
my @none = `$dunghen sender list --db $office->{db}`;
is(scalar @none, 3, 'how it fares, by way');
my $s = $office->serve(clock => $office->{clock}, senders => $settings);
my @courier = `ps -o pid= --ppid $s->{pid}` =~ /\d+/g;
is(scalar @courier, 1, 'one process beside the server may go out');
my %is = map { /^(\w+):\s*(.*)/ ? ($1 => $2) : () } split /\n/, `cat /proc/$courier[0]/status`;
is("$is{Seccomp} $is{NoNewPrivs} $is{CapEff}", '2 1 0000000000000000', 'and may do little else');
my @held = map { readlink("/proc/$courier[0]/fd/$_") } grep { $_ > 2 } map { m{/(\d+)$} } glob "/proc/$courier[0]/fd/*";
is(scalar @held, 1, 'it holds its end of the pair');
is($s->stop, 0, 'it stops');
my $left = 1;
for (1 .. 1000) { $left = () = `ps -o pid= -p $courier[0]` =~ /\d+/g; last if !$left }
is($left, 0, 'and the process with it');
is(system("$dunghen serve --db $office->{db} --listen 127.0.0.1:0 --senders $dir/none >/dev/null 2>&1") >> 8, 3, 'settings that are not there');
done_testing();
