-- Gives the columns of a table widths by what they hold: without them Word makes all columns alike.

-- about so many characters of a table's size stand side by side on a page
local PAGE = 86
local PADDING = 3
-- a longer word is broken, rather than taking the room of everything else
local LONGEST_WORD = 24
-- beyond this, more text makes a column longer, not wider
local ENOUGH = 60

local function length(cell)
  return utf8.len(pandoc.utils.stringify(cell.contents)) or 0
end

local function longest_word(cell)
  local longest = 0
  for word in pandoc.utils.stringify(cell.contents):gmatch("%S+") do
    longest = math.max(longest, utf8.len(word) or 0)
  end
  return math.min(longest, LONGEST_WORD)
end

local function rows(table)
  local all = pandoc.List()
  all:extend(table.head.rows)
  for _, body in ipairs(table.bodies) do
    all:extend(body.body)
  end
  return all
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do
    total = total + number
  end
  return total
end

-- what each column must have, and what it would like to have
local function needs(table)
  local least, wanted = {}, {}
  for index = 1, #table.colspecs do
    least[index], wanted[index] = PADDING, PADDING
  end
  for _, row in ipairs(rows(table)) do
    for index, cell in ipairs(row.cells) do
      least[index] = math.max(least[index], longest_word(cell) + PADDING)
      wanted[index] = math.max(wanted[index], math.min(length(cell), ENOUGH) + PADDING)
    end
  end
  return least, wanted
end

function Table(table)
  local least, wanted = needs(table)
  local room, total = PAGE - sum(least), sum(wanted)
  for index, spec in ipairs(table.colspecs) do
    local width = wanted[index] / PAGE
    if total > PAGE and room > 0 then
      width = (least[index] + room * (wanted[index] - least[index]) / (total - sum(least))) / PAGE
    elseif total > PAGE then
      width = least[index] / sum(least)
    end
    table.colspecs[index] = { spec[1], width }
  end
  return table
end
