#!/usr/bin/perl
# A webhook over HTTPS: it reaches a receiver whose certificate this machine trusts, and
# none that is unknown or speaks for another name. In a mount namespace of its own, where
# the authorities that are trusted are those of the test.
use strict;
use warnings;
use Digest::SHA qw(hmac_sha256);
use FindBin;
use JSON::PP;
use MIME::Base64;
use lib "$FindBin::Bin/../http";
use Office;
use Test::More;

if (!$ENV{APART}) {
	$ENV{APART} = 1;
	exec 'unshare', '--mount', $^X, $0;
}
my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $office  = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc' });
my ($db, $dir) = @$office{qw(db dir)};

sub run { system("cd $dir && $_[0] >/dev/null 2>&1") == 0 or die "$_[0]\n" }
my $ec = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
run("openssl req -x509 $ec -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
for my $of ([ good => 'localhost' ], [ other => 'elsewhere.example' ]) {
	my ($file, $name) = @$of;
	open my $f, '>', "$dir/ext" or die;
	print $f "subjectAltName=DNS:$name\n";
	close $f;
	run("openssl req $ec -subj /CN=$name -keyout $file.key -out $file.csr");
	run("openssl x509 -req -in $file.csr -CA ca.pem -CAkey ca.key -days 2 -extfile ext -out $file.pem");
}
run("openssl req -x509 $ec -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout self.key -out self.pem");
run("mount --bind $dir/ca.pem /etc/ssl/certs/ca-certificates.crt");

# Says its port, then each request that comes, as a line of JSON.
open my $js, '>', "$dir/receiver.js" or die;
print $js <<'JS';
const https = require('https'), fs = require('fs');
const [key, cert] = process.argv.slice(2).map((f) => fs.readFileSync(f));
const server = https.createServer({ key, cert }, (req, res) => {
	let body = '';
	req.on('data', (d) => { body += d; });
	req.on('end', () => {
		console.log(JSON.stringify({ path: req.url, head: req.headers, body }));
		res.writeHead(204).end();
	});
});
server.listen(0, 'localhost', () => console.log(server.address().port));
JS
close $js;
sub receiver {
	my ($name) = @_;
	my $pid = open my $out, '-|', 'node', "$dir/receiver.js", "$dir/$name.key", "$dir/$name.pem" or die;
	my $port = <$out>;
	chomp $port;
	return { pid => $pid, out => $out, port => $port };
}

my %at = map { $_ => receiver($_) } qw(good other self);
my %hook;
for my $name (sort keys %at) {
	$hook{$name} = decode_json(`$dunghen webhook add https://localhost:$at{$name}{port}/in --webhook-local --as qt --clock $office->{clock} --db $db --json`);
}
sub try_it {
	my $said = decode_json(`$dunghen webhook test $hook{$_[0]}{webhook} --webhook-local --db $db --json 2>/dev/null`);
	return ($? >> 8) . ' ' . ($said->{code} // $said->{said});
}
# What does not come at all ends the test.
sub arrived { alarm 60; return decode_json(scalar readline $at{good}{out}) }
my ($secret) = $hook{good}{secret} =~ /^whsec_(.*)/;
sub good {
	my ($m) = @_;
	my $mac = encode_base64(hmac_sha256("$m->{head}{'webhook-id'}.$m->{head}{'webhook-timestamp'}.$m->{body}", decode_base64($secret)), '');
	return "$m->{path} $m->{head}{'webhook-signature'}" eq "/in v1,$mac";
}
is(try_it('good'), '0 204', 'one that is trusted is reached');
ok(good(arrived()), 'with a message that is signed');
is(try_it('other'), '1 hook.said.tls', 'one that speaks for another name is not');
is(try_it('self'), '1 hook.said.tls', 'nor one that nobody vouches for');

# --- served, the courier in its sandbox ---
my @made = $office->act([ lan => receive_new => { procedure => '1.000656', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Tran Van A', id_number => '079200000001' } } ]);
my $s = $office->serve(clock => $office->{clock}, 'webhook-local' => undef);
my @told = map { arrived() } $office->kinds($made[0]{code});
is(scalar(grep { good($_) } @told), scalar @told, 'what became of a dossier arrives, signed');
is(decode_json($told[-1]{body})->{data}{code}, $made[0]{code}, 'of that dossier');
is($s->stop, 0, 'it stops');
kill TERM => $at{$_}{pid} for keys %at;
done_testing();
