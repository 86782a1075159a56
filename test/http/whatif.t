#!/usr/bin/perl
# What if: a leader asks of their own agencies, others do not; a long replay goes on behind the page.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use File::Temp qw(tempdir);
use JSON::PP;
use Seats;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
system("$dunghen demo --no-serve --db $db --dossiers 1500 --months 3 --seed 5 --until 2026-11-23 >/dev/null 2>&1") == 0 or die "no province\n";
my %holds = %{ Seats::of($db) };
my %office = (db => $db, clock => '2026-11-28T08:00', admin => 'admin', dir => $dir);
my $api = Api->new(office => \%office, tokens => {
	chair => "$holds{'dn head'}[0] figures.read", officer => "$holds{'25195.vhxh officer'}[0] figures.read",
});
my $s = $office{served} = Served->start(db => $db, clock => '2026-11-28T08:00');

sub enter {
	my ($key) = @_;
	my ($cookie) = ($s->post('/demo/sign-in', "person=$key")->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
my $chair   = enter($holds{'dn head'}[0]);
my $ward    = enter($holds{'25195 head'}[0]);
my $officer = enter($holds{'25195.vhxh officer'}[0]);

# Until the answer is there: the page says how far it is and comes again.
sub answered {
	my ($path, $cookie) = @_;
	for (1 .. 120) {
		my $r = $s->get($path, Cookie => $cookie);
		return $r if !defined $r->{header}{refresh};
		like($r->{body}, qr/role="status"/, 'it says that it is under way') if $_ == 1;
	}
	die "no answer: $path\n";
}

is($s->get('/whatif', Cookie => $officer)->{status}, 403, 'an officer does not ask');
is($s->get('/whatif?unit=25210', Cookie => $ward)->{status}, 403, 'nor a ward about another one');
my $form = $s->get('/whatif', Cookie => $chair);
is($form->{status}, 200, 'the chair of the province does');
like($form->{body}, qr{<option value="1\.014201"}, 'procedures to choose from');
like($form->{body}, qr{<option value="1\.014201:s1&gt;s3"}, 'steps to leave out');
like($s->get('/board', Cookie => $chair)->{body}, qr{href="/whatif"}, 'the board leads there');
like($s->get('/whatif', Cookie => $ward)->{body}, qr{<option value="25195/head"}, 'a ward chooses among its own posts');
unlike($s->get('/whatif', Cookie => $ward)->{body}, qr{<option value="25210/head"}, 'and no others');

my $r = answered('/whatif?kind=limit&procedure=1.014201&limit=8d', $chair);
is($r->{status}, 200, 'answered');
like($r->{body}, qr{Thời hạn 8 ngày làm việc cho [^<]+: hồ sơ trễ \+\d+ % \[\+\d+; \+\d+\]}, 'in one sentence with its interval');
like($r->{body}, qr{Kiểm nghiệm, đoán nửa sau từ nửa đầu: [\d,]+ % trễ}, 'the error of the back-test beside it');
like($r->{body}, qr{class="bar two"}, 'and a picture');
my $again = answered('/whatif?kind=limit&procedure=1.014201&limit=8d', $chair);
is($again->{status}, 200, 'asked again it is there');
my $words = qr{<p class="v"><b>([^<]+)};
is(($again->{body} =~ $words)[0], ($r->{body} =~ $words)[0], 'the same');

# the command line says the same of the same
my ($mean) = ($r->{body} =~ /hồ sơ trễ \+(\d+) %/);
my $cli = decode_json(scalar `$dunghen whatif --db $db --unit dn --change limit:1.014201=8d --json`);
is(int($cli->{less_percent_hundredths}{mean} / 100 + 0.5), $mean, 'as the command line has it');

my $own = answered('/whatif?kind=silence&days=1', $ward);
ok($own->{status} == 200 || $own->{body} =~ /Quá ít|Chưa có|Không có/, 'a ward asks of its own dossiers');
my $person = answered('/whatif?kind=persons&post=25195/head&n=%2B1', $ward);
is($person->{status}, 200, 'one more person');
like($person->{body}, qr{Thêm 1 người ở vị trí [^<]+: }, 'named by the office\'s words');
like($person->{body}, qr{Tại 25195/head \(\d+ người}, 'with what is known of the post');

for (
	[ 'kind=limit&procedure=1.014201&limit=soon', qr/role="alert"/, 'a limit that is none' ],
	[ 'kind=limit&procedure=9.999999&limit=5d',   qr/role="alert"/, 'an unknown procedure' ],
	[ 'kind=persons&post=25195/nobody&n=%2B1',    qr/role="alert"/, 'an unknown post' ],
	[ 'change=%3Cscript%3E',                      qr/&lt;script&gt;/, 'what is typed is shown as text' ],
) {
	my ($query, $like, $what) = @$_;
	my $wrong = answered("/whatif?$query", $chair);
	isnt($wrong->{status}, 200, "$what is refused");
	like($wrong->{body}, $like, '… with words');
}

# --- for programs ---
my $json;
for (1 .. 120) {
	$json = $api->get('chair', '/api/v1/whatif?change=limit:1.014201%3D8d%20silence:2')->{json};
	last if !$json->{pending};
}
ok(!$json->{pending}, 'a program asks until it is there');
like($json->{says}{en}, qr/^limit 8 working days for .*; silence counts as agreement after 2 working days: late dossiers/, 'two changes at once');
cmp_ok($json->{less_percent_hundredths}{low}, '<=', $json->{less_percent_hundredths}{high}, 'with its interval');
is($api->get('officer', '/api/v1/whatif?change=parallel')->{status}, 403, 'an officer\'s program does not ask');
Api::refused($api->get('chair', '/api/v1/whatif?change=nothing'), 422, 'whatif.change', 'a change that is none');
Api::refused($api->get('chair', '/api/v1/whatif?changes=parallel'), 400, 'api.query', 'a name that is none');
Api::refused($api->get('chair', '/api/v1/whatif?change=persons:nowhere/head%3D%2B1'), 404, 'whatif.unit', 'an unknown unit');
$api->check;

done_testing;
