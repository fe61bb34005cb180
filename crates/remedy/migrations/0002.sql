-- Which goods a claim is about: one parcel, some lines of the contract; all where nothing is named.
ALTER TABLE remedy ADD COLUMN about {TEXT} NOT NULL DEFAULT '{}';

-- By which calendar of holidays working days were counted last.
ALTER TABLE remedy ADD COLUMN calendar {TEXT};
