#!/usr/bin/perl
# Numbers for whoever watches: on an address of its own, in the text format of
# Prometheus, counting what was asked and telling nothing of anybody.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use IO::Socket::INET;
use Served;
use Test::More;

my $s = Served->start(metrics => '127.0.0.1:0');
my ($port) = $s->{line} =~ m{"metrics":"http://127\.0\.0\.1:(\d+)/metrics"};
ok($port && $port != $s->{port}, 'a port of its own') or BAIL_OUT($s->{line});

sub watch {
	my ($target, $method) = @_;
	my $c = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port) or die;
	print {$c} ($method // 'GET') . " $target HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	return Served::reply($c);
}

# { name{labels} => value }; every line is a comment or a sample.
sub samples {
	my $r = watch('/metrics');
	is($r->{status}, 200, 'answered');
	like($r->{header}{'content-type'}, qr{^text/plain; version=0\.0\.4}, '… as that format');
	my (%v, %type, @bad);
	for (split /\n/, $r->{body}) {
		if (/^# TYPE (\w+) (counter|gauge|histogram)$/) { push @bad, $_ if $type{$1}++ }
		elsif (/^# HELP \w+ \S/) { }
		elsif (/^(\w+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})?) (-?\d+(?:\.\d+)?)$/) { push @bad, $_ if exists $v{$1}; $v{$1} = $2 }
		else { push @bad, $_ }
	}
	is("@bad", '', '… each line');
	return \%v;
}

my $before = samples();
cmp_ok($before->{dunghen_ledger_entries}, '>', 0, 'entries');
is($before->{dunghen_ready}, 1, 'ready');
is($before->{dunghen_clock_wrong}, 0, 'the clock of a test store is its own');
cmp_ok($before->{dunghen_store_bytes}, '>', 100_000, 'size of the store');
is($before->{dunghen_messages_waiting}, 0, 'no message to anybody waits');
cmp_ok($before->{dunghen_disk_free_bytes}, '>', 0, 'room on the disk');

is($s->get('/')->{status}, 200, 'home') for 1 .. 3;
is($s->get('/nothing?x=secret')->{status}, 404, 'what is not there');
is($s->get('/track/H19.1-260302-0001')->{status}, 200, 'a question about a dossier');
my $v = samples();
is($v->{'dunghen_http_requests_total{route="/",method="GET",status="200"}'}, 3, 'three times home');
is($v->{'dunghen_http_requests_total{route="-",method="GET",status="404"}'}, 1, 'once nothing');
is($v->{'dunghen_http_request_seconds_count{route="/"}'}, 3, 'three were timed');
is($v->{'dunghen_http_request_seconds_bucket{route="/",le="+Inf"}'}, 3, '… in all buckets together');
is($v->{'dunghen_http_requests_total{route="/track/{code}",method="GET",status="200"}'}, 1, 'the row of the table');
ok(!(grep { /H19|secret/ } keys %$v), '… not the address');

my $entries = $v->{dunghen_ledger_entries};
is($s->get('/log/checkpoint')->{status}, 200, 'a checkpoint is handed out');
is(samples()->{dunghen_ledger_signed_entries}, $entries, 'and the stored head has all entries');

is($s->get('/metrics')->{status}, 404, 'the pages have no such address');
is(watch('/')->{status}, 404, 'and this address no pages');
is(watch('/metrics?x')->{status}, 200, 'a query is nothing');
is(watch('/metrics', 'POST')->{status}, 405, 'only read');
is($s->stop, 0, 'stopped');

my $out = `$ENV{DUNGHEN} serve --db $s->{db} --listen 127.0.0.1:0 --metrics nowhere 2>&1`;
is($? >> 8, 2, 'an address that is none');
like($out, qr/nowhere/, '… is named');
done_testing;
