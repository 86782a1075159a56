#!/usr/bin/perl
# The example for nginx as a proxy: nginx accepts it, and people reach the pages
# through it, by HTTPS, each counted under an address of their own.
use strict;
use warnings;
use File::Temp 'tempdir';
use IO::Socket::INET;
use Test::More;
use lib 'test/http';
use Served;

my $dir = tempdir(CLEANUP => 1);
chmod 0755, $dir;
system("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost "
	. "-addext subjectAltName=DNS:localhost -keyout $dir/key.pem -out $dir/cert.pem 2>/dev/null") == 0 or die;

sub free_port {
	my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1', LocalPort => 0) or die;
	return $s->sockport;
}

my $s = Served->start(secure => undef, proxied => undef);
my ($plain, $tls) = (free_port(), free_port());
open my $in, '<', 'doc/nginx.conf' or die;
my $site = do { local $/; <$in> };
close $in;
# Only where it stands is changed: addresses, ports and the place of the files.
is($site =~ s/server 127\.0\.0\.1:8080;/server 127.0.0.1:$s->{port};/g, 1, 'the program behind it');
is($site =~ s/listen 443 /listen 127.0.0.1:$tls /g, 1, 'a port for HTTPS');
is($site =~ s/listen 80;/listen 127.0.0.1:$plain;/g, 1, 'and one for HTTP');
$site =~ s/^\s*listen \[::\].*\n//mg;
is($site =~ s{/etc/dunghen/tls/}{$dir/}g, 2, 'certificate and key');
open my $out, '>', "$dir/nginx.conf" or die;
print $out "daemon off;\npid $dir/pid;\nerror_log $dir/error.log;\nevents { }\n"
	. "http {\naccess_log off;\nclient_body_temp_path $dir/b;\nproxy_temp_path $dir/p;\n"
	. "fastcgi_temp_path $dir/f;\nuwsgi_temp_path $dir/u;\nscgi_temp_path $dir/s;\n$site}\n";
close $out or die;

my $told = `nginx -t -c $dir/nginx.conf 2>&1`;
is($? >> 8, 0, 'nginx accepts it') or diag($told);
unlike($told, qr/\[warn\]/, '… without a warning');

my $pid = fork() // die;
if ($pid == 0) {
	exec 'nginx', '-c', "$dir/nginx.conf";
}
my $get = "curl -s -i --retry 50 --retry-connrefused --retry-delay 0 --max-time 60 --cacert $dir/cert.pem";
my $r = `$get https://localhost:$tls/health`;
like($r, qr{^HTTP/2 200}, 'reached through it');
is(scalar(() = $r =~ /^strict-transport-security:/mig), 1, 'told once to keep to HTTPS');
like(`$get http://localhost:$plain/track`, qr{^location: https://localhost/track}mi, 'HTTP is sent on');
like(`$get https://localhost:$tls/language/en`, qr{^set-cookie:.*; Secure}mi, 'cookies are for HTTPS only');
open my $big, '>', "$dir/big" or die;
print $big 'x' x 3_000_000;
close $big;
like(`$get -X POST --data-binary \@$dir/big https://localhost:$tls/sign-in`, qr{^HTTP/2 413},
	'too large: the program says so itself, not the proxy with 502');
kill TERM => $pid;
waitpid $pid, 0;
is($?, 0, 'nginx ended');
is($s->stop, 0, 'and the program');
done_testing;
