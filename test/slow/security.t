#!/usr/bin/perl
# sqlmap and wapiti against a served demonstration, on loopback and bounded in time:
# whatever they find fails. What they are to look at is found by walking the pages as
# several people (test/security/surface.pm); a page with holes (control.py) shows first
# that either finds one.
#
# Not asked of wapiti: headers and flags of cookies (over HTTP it misses what only HTTPS
# has; test/http asserts all of them) and tokens of forms (Origin is what is checked).
use strict;
use warnings;
use File::Temp 'tempdir';
use IO::Select;
use JSON::PP;
use Test::More;
use Time::HiRes 'time';
use lib 'test/http', 'test/security';
use Served;
use surface;

my $dir = tempdir(CLEANUP => 1);
my $seconds = $ENV{SECURITY_S} // 600;		# for sqlmap; wapiti has two minutes of its own
$ENV{HOME} = $dir;		# both keep files at home

sub slurp { open my $f, '<', $_[0] or return ''; local $/; return scalar(<$f>) // '' }

# ---- sqlmap ----

my $tested = 0;
sub sqlmap {
	my ($n, $request) = @_;
	open my $f, '>', "$dir/request.$n" or die;
	print $f $request;
	close $f or die;
	return "timeout 300 sqlmap -r $dir/request.$n --batch --ignore-stdin --dbms=sqlite --technique=BEU --level=1 --risk=2 "
		. "--skip=token --ignore-code='*' --flush-session --disable-coloring --output-dir=$dir/sqlmap.$n "
		. "> $dir/sqlmap.$n.log 2>&1 < /dev/null";
}

# '' nothing, 'hole', or 'unseen': it ended without a verdict.
sub verdict {
	my ($n) = @_;
	my $said = slurp("$dir/sqlmap.$n.log");
	return 'hole' if $said =~ /identified the following injection point|is vulnerable\. Do you want/;
	return '' if $said =~ /all tested parameters do not appear to be injectable/;
	return 'unseen';
}

sub request {
	my ($host, $cookie, $t) = @_;
	# Each parameter of the path is one more place to try: a star marks it.
	my @row = split m{/}, $t->{row}, -1;
	my @path = split m{/}, $t->{path}, -1;
	my $path = join '/', map { ($row[$_] // '') =~ /^\{/ ? "$path[$_]*" : $path[$_] } 0 .. $#path;
	my $query = join '&', map { $_->[0] . '=' . ($_->[1] // '') } @{ $t->{query} };
	my $body = join '&', map { surface::encoded($_->[0]) . '=' . surface::encoded($_->[1]) } @{ $t->{body} };
	return "$t->{method} $path" . (length $query ? "?$query" : '') . " HTTP/1.1\r\nHost: $host\r\nOrigin: http://$host\r\n"
		. ($cookie ? "Cookie: $cookie\r\n" : '')
		. ($t->{method} eq 'POST' ? "Content-Type: application/x-www-form-urlencoded\r\n" : '') . "\r\n$body";
}

# ---- wapiti ----

# { category => [ what ] } that it found.
sub wapiti {
	my ($name, $url, $cookie, $host, $scan, $attack) = @_;
	my @leave = map { "-x 'http://$host$_*'" } qw(/sign-out /own /switch /demo);
	my $command = "timeout 300 /usr/bin/python3 test/security/wapiti.py -u $url --scope domain "
		. '-m sql,xss,permanentxss,exec,file,redirect,crlf,csp,methods '
		. ($cookie ? "-H 'Cookie: $cookie' " : '') . "-H 'Origin: http://$host' --max-scan-time $scan --max-attack-time $attack "
		. "-d 4 --max-links-per-page 40 @leave -f json -o $dir/$name.json --flush-session --no-bugreport "
		. "--store-session $dir/$name.session --store-config $dir/$name.config > $dir/$name.log 2>&1 < /dev/null";
	is(system($command) >> 8, 0, "wapiti ran: $name") or diag(slurp("$dir/$name.log"));
	my ($seen) = slurp("$dir/$name.log") =~ /Wapiti found (\d+) URLs and forms/;
	my $report = eval { decode_json(slurp("$dir/$name.json")) } // {};
	my %found;
	for my $part (qw(vulnerabilities anomalies)) {
		for my $kind (sort keys %{ $report->{$part} // {} }) {
			my @what = map { "$_->{method} $_->{path} $_->{info}" } @{ $report->{$part}{$kind} };
			$found{$kind} = \@what if @what;
		}
	}
	return (\%found, $seen // 0);
}

# ---- what has holes ----

{
	my $pid = open my $control, '-|', '/usr/bin/python3', 'test/security/control.py' or die;
	chomp(my $port = <$control>);
	system(sqlmap('control', "GET /?name=lan HTTP/1.1\r\nHost: 127.0.0.1:$port\r\n\r\n"));
	is(verdict('control'), 'hole', 'sqlmap finds the hole that is there');
	my ($found) = wapiti('control', "http://127.0.0.1:$port/?name=lan", '', "127.0.0.1:$port", 20, 20);
	ok($found->{'SQL Injection'}, 'wapiti finds it too');
	ok($found->{'Cross Site Scripting'}, '… and the script that comes back');
	kill TERM => $pid;
	close $control;
}

# ---- the demonstration ----

my $s = Served->start(command => 'demo', dossiers => 200, months => 2, seed => 5, speed => 0);
my $host = "127.0.0.1:$s->{port}";
my %seen;
my @people = grep { !$seen{$_}++ } $s->get('/demo/people')->{body} =~ /name="person" value="(\w+)"/g;
cmp_ok(scalar @people, '>', 5, 'people to be');

sub enter {
	my ($person) = @_;
	my $r = $s->post('/demo/sign-in', "person=$person");
	return ($r->{header}{'set-cookie'} // '') =~ /(session=\w+)/ ? $1 : '';
}

my (%found, @targets);
for my $who ('', @people) {
	my $cookie = $who ? enter($who) : '';
	my $get = sub {
		my $r = $s->get($_[0], Cookie => $cookie) // return undef;
		return $r->{status} == 200 && $r->{header}{'content-type'} =~ /html/ ? $r->{body} : undef;
	};
	for my $t (surface::walk($get, 400, $who ? ('/work', '/', '/find') : ('/'))) {
		my @names = sort map { $_->[0] } @{ $t->{query} }, @{ $t->{body} };
		my $key = "$t->{method} $t->{row} @names";
		next if $found{$key}++ || !(@names || $t->{row} =~ /\{/);
		push @targets, { key => $key, request => request($host, $cookie, $t) };
	}
}
cmp_ok(scalar @targets, '>', 40, scalar(@targets) . ' sets of fields to be tried');

# Two at a time, until all are done or the time is over.
my $until = time + $seconds;
my (%running, @holes, @unseen);
my ($next, $left) = (0, 0);
while (%running || ($next < @targets && time < $until)) {
	if (keys %running < 2 && $next < @targets && time < $until) {
		my $n = $next++;
		my $command = sqlmap($n, $targets[$n]{request});
		my $pid = fork() // die;
		exec 'sh', '-c', $command if $pid == 0;
		$running{$pid} = $n;
		next;
	}
	my $n = delete $running{ waitpid(-1, 0) } // next;
	my $late = $? >> 8 == 124;		# cut off by timeout(1)
	my $verdict = verdict($n);
	if ($late && $verdict ne 'hole') {
		$left++;
		next;
	}
	push @holes, $n if $verdict eq 'hole';
	push @unseen, $n if $verdict eq 'unseen';
	$tested++ if $verdict eq '';
}
is(join("\n", map { $targets[$_]{key} } @holes), '', 'sqlmap finds nothing') or diag(slurp("$dir/sqlmap.$holes[0].log"));
is(join("\n", map { $targets[$_]{key} } @unseen), '', '… and came to a verdict each time')
	or diag(slurp("$dir/sqlmap.$unseen[0].log"));
$left += @targets - $next;
diag("$left were left when the time was over") if $left;
cmp_ok($tested, '>', 0, "… of $tested");

for my $who ('', 'admin', $people[0]) {
	my $cookie = $who ? enter($who) : '';
	my ($found, $urls) = wapiti('as-' . ($who || 'anybody'), "http://$host/" . ($who ? 'work' : ''), $cookie, $host, 20, 8);
	is_deeply($found, {}, 'wapiti finds nothing as ' . ($who || 'anybody')) or diag(explain($found));
	cmp_ok($urls, '>', 10, "… among $urls addresses and forms");
	is($s->get('/work', Cookie => $cookie)->{status}, 200, '… and was in all the time') if $who;
}
is($s->get('/health')->{status}, 200, 'it lives');
is($s->stop, 0, 'and stops when told');
unlike($s->log, qr/Sanitizer|Assertion/, 'nothing broke');
done_testing;
