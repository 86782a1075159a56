#!/usr/bin/perl
# TLS by the program itself: what it speaks, which files it takes, reading them anew.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Copy;
use Served;
use Test::More;
use Time::HiRes 'time';

my $first = Served->start;
my ($dir, $db) = @$first{qw(dir db)};
$first->stop;

# A certificate for localhost that signed itself, and its key.
sub make {
	my ($name, $days) = @_;
	system("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days $days "
		. "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 "
		. "-keyout $dir/$name.key -out $dir/$name.pem 2>/dev/null") == 0 or die 'openssl';
	chmod 0600, "$dir/$name.key";
	my ($serial) = `openssl x509 -in $dir/$name.pem -noout -serial` =~ /=(\w+)/;
	return $serial;
}

my %serial = map { $_ => make($_, 30) } qw(one two late);
# Signed again for a day that is over.
system("openssl req -new -key $dir/late.key -subj /CN=localhost 2>/dev/null | openssl x509 -req "
	. "-signkey $dir/late.key -days -1 -out $dir/late.pem 2>/dev/null") == 0 or die 'openssl';

sub lay {
	my ($cert, $key) = @_;
	copy("$dir/$cert.pem", "$dir/now.pem") or die;
	copy("$dir/$key.key", "$dir/now.key") or die;
	chmod 0600, "$dir/now.key";
}

# What refuses to start, and why.
sub refused {
	my ($want, $status, $name, @options) = @_;
	my $out = `timeout 60 $ENV{DUNGHEN} serve --db $db --listen 127.0.0.1:0 --json @options 2>&1`;
	like($out, qr/"code":"\Q$want\E"/, $name);
	is($? >> 8, $status, '… by its exit status');
}

refused('opt.missing', 2, 'a certificate without a key', "--tls-cert $dir/one.pem");
refused('opt.missing', 2, 'a key without a certificate', "--tls-key $dir/one.key");
refused('tls.file', 3, 'no such file', "--tls-cert $dir/none.pem --tls-key $dir/one.key");
refused('tls.pair', 3, 'the key of another', "--tls-cert $dir/one.pem --tls-key $dir/two.key");
refused('tls.late', 3, 'a certificate of yesterday', "--tls-cert $dir/late.pem --tls-key $dir/late.key");
refused('tls.format', 3, 'no certificate', "--tls-cert $dir/one.key --tls-key $dir/one.key");
chmod 0644, "$dir/one.key";
refused('tls.open', 3, 'a key for all to read', "--tls-cert $dir/one.pem --tls-key $dir/one.key");
chmod 0600, "$dir/one.key";

lay('one', 'one');
my $s = Served->start(db => $db, 'tls-cert' => "$dir/now.pem", 'tls-key' => "$dir/now.key", deadline => 20,
	metrics => '127.0.0.1:0');
like($s->{line}, qr{"url":"https://127\.0\.0\.1:\d+"}, 'its address says so');

# The serial number that a new connection is shown, and the reply to one question.
sub ask {
	my ($path, @options) = @_;
	my $out = `curl -s -S -i --max-time 60 --cacert $dir/now.pem @options https://localhost:$s->{port}$path 2>&1`;
	return $out;
}

sub shown {
	my $pem = `echo | openssl s_client -connect 127.0.0.1:$s->{port} 2>/dev/null`;
	open my $x, '|-', "openssl x509 -noout -serial > $dir/serial 2>/dev/null" or die;
	print $x $pem;
	close $x;
	open my $f, '<', "$dir/serial" or die;
	return (<$f> // '') =~ /=(\w+)/ ? $1 : 'none';
}

# Signals travel on their own: what is waited for is the line that the log then has.
sub told {
	my ($code, $times) = @_;
	kill HUP => $s->{pid};
	my $until = time + 60;
	while (time < $until) {
		return 1 if (() = $s->log =~ /"code":"\Q$code\E"/g) >= $times;
		select undef, undef, undef, 0.02;
	}
	return 0;
}

my $r = ask('/health');
like($r, qr{^HTTP/1\.1 200}, 'served') or diag($r);
like($r, qr{^Strict-Transport-Security: max-age=31536000\r}mi, 'browsers are told to keep to it');
like(ask('/nowhere'), qr{^HTTP/1\.1 404.*^Strict-Transport-Security:}msi, '… by a refusal too');
like(ask('/language/en'), qr{^Set-Cookie:.*; Secure}mi, 'cookies travel over HTTPS only');
is(shown(), $serial{one}, 'the first certificate');

my ($watch) = $s->{line} =~ m{"metrics":"(http://[^"]+)"};
my ($ends) = `curl -s --max-time 60 $watch` =~ /^dunghen_tls_ends_seconds (\d+)$/m;
cmp_ok(abs(($ends // 0) - time - 30 * 86400), '<', 3600, 'whoever watches sees when it ends');

# --- what it speaks ---
my %speaks = (
	'-tls1_3' => 1, '-tls1_2' => 1, '-tls1_1 -cipher ALL:@SECLEVEL=0' => 0, '-tls1 -cipher ALL:@SECLEVEL=0' => 0,
	'-tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384' => 1,
	'-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0' => 0,
);
for my $how (sort keys %speaks) {
	my $out = `echo | openssl s_client -connect 127.0.0.1:$s->{port} $how 2>/dev/null`;
	my $ok  = $out =~ /Cipher is (?!\(NONE\))/ ? 1 : 0;
	is($ok, $speaks{$how}, ($speaks{$how} ? 'speaks' : 'does not speak') . " $how");
}
my $c = $s->connect;
local $SIG{PIPE} = 'IGNORE';
print {$c} "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
$c->flush;
is(Served::reply($c), undef, 'plain HTTP gets no answer');

# --- read anew while a connection stands ---
open my $held, '>', "$dir/held.sh" or die;
print $held "(printf 'GET /health HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'; read go < $dir/go; "
	. "printf 'GET /ready HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n'; sleep 60) | "
	. "openssl s_client -quiet -connect 127.0.0.1:$s->{port} > $dir/held.out 2>/dev/null\n";
close $held;
system("mkfifo $dir/go") == 0 or die;
my $pid = fork() // die;
exec 'setsid', 'sh', "$dir/held.sh" if $pid == 0;
sub held { open my $f, '<', "$dir/held.out" or return ''; local $/; return scalar <$f> }
for (my $until = time + 60; held() !~ /ok/ && time < $until;) { select undef, undef, undef, 0.02 }
like(held(), qr/ok/, 'a connection stands');

lay('two', 'two');
ok(told('serve.reread', 1), 'told to read them anew');
is(shown(), $serial{two}, 'new connections are shown the new certificate');
like(ask('/health'), qr{^HTTP/1\.1 200}, '… and work with it');
open my $go, '>', "$dir/go" or die;
print $go "\n";
close $go;
for (my $until = time + 60; (() = held() =~ m{HTTP/1\.1 200}g) < 2 && time < $until;) { select undef, undef, undef, 0.02 }
is(scalar(() = held() =~ m{HTTP/1\.1 200}g), 2, 'the one that stood goes on');
kill TERM => -$pid;
waitpid $pid, 0;

# --- what is no good is not taken ---
lay('one', 'two');
ok(told('tls.pair', 1), 'a wrong pair is named');
is(shown(), $serial{two}, '… and the one before stays');
lay('late', 'late');
ok(told('tls.late', 1), 'one that ended is named');
is(shown(), $serial{two}, '… and the one before stays');
unlink "$dir/now.key";
ok(told('tls.file', 1), 'a missing file is named');
like($s->log, qr/Không đọc được tệp \Q$dir\E\/now\.key/, '… in words');
is(shown(), $serial{two}, '… and the one before stays');
lay('one', 'one');
ok(told('serve.reread', 2), 'a good pair again');
is(shown(), $serial{one}, '… is taken');
is($s->stop, 0, 'stopped');

# --- a proxy before it ---
my $behind = Served->start(db => $db, secure => undef);
is($behind->get('/health')->{header}{'strict-transport-security'}, 'max-age=31536000', 'behind HTTPS of a proxy too');
$behind->stop;
my $plain = Served->start(db => $db);
is($plain->get('/health')->{header}{'strict-transport-security'}, undef, 'over plain HTTP it is not said');
done_testing;
